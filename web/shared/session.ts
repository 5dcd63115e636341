/* Who is signed in. */
import { computed, ref } from 'vue'
import { api, got, isRefused, setCsrf, type Schemas } from './api/client'

const ME = 'linli.me' // the last answer
export const me = ref<Schemas['me'] | null>(null)
export const known = ref(false) // the server has been asked

export const isWorker = computed(() => (me.value?.posts.length ?? 0) > 0)
export function can(cap: string): boolean {
  return me.value?.can.includes(cap) ?? false
}

function take(who: Schemas['me'] | null) {
  me.value = who
  known.value = true
  setCsrf(who?.csrf)
}

/* Whoever signs out without network is out here at once; the server is told when it is back. */
const LEAVING = 'linli.leaving'
async function tellThatOneLeft(): Promise<void> {
  const csrf = localStorage.getItem(LEAVING)
  if (csrf === null) return
  try {
    await got(api.DELETE('/api/v1/session', { headers: { 'X-CSRF-Token': csrf } }))
  } catch (e) {
    if (isRefused(e) && (e.offline || e.status >= 500)) throw e // else the session is over by itself
  }
  localStorage.removeItem(LEAVING)
}
window.addEventListener('online', () => void tellThatOneLeft().catch(() => undefined))

/**
 * Ask the server. Only a 401 means that nobody is signed in; without network, or from a server that is
 * busy, the last answer holds, so that a worker's day opens all the same.
 */
export async function whoAmI() {
  try {
    await tellThatOneLeft()
    take(await got(api.GET('/api/v1/me')))
    localStorage.setItem(ME, JSON.stringify(me.value))
  } catch (e) {
    if (isRefused(e) && e.status === 401) localStorage.removeItem(ME)
    const kept = localStorage.getItem(ME)
    take(kept ? (JSON.parse(kept) as Schemas['me']) : null)
  }
}

export async function signIn(body: Schemas['sign_in']) {
  await tellThatOneLeft()
  take(await got(api.POST('/api/v1/session', { body })))
  localStorage.setItem(ME, JSON.stringify(me.value))
}

export async function signOut() {
  localStorage.setItem(LEAVING, me.value?.csrf ?? '')
  localStorage.removeItem(ME)
  take(null)
  await tellThatOneLeft().catch(() => undefined)
}
