/* The API, by the types that docs/api/openapi.json gives. */
import createClient, { type Middleware } from 'openapi-fetch'
import { ref } from 'vue'
import { i18n, lang } from '../i18n'
import type { components, paths } from './schema'

export type Schemas = components['schemas']
type Wrong = Schemas['api_error']

/** Where the program hangs: pages lie right below it, whatever a proxy puts before. */
export const base = new URL('.', location.href.split('#')[0]).href.replace(/\/$/, '')

let csrf = ''
/** Who was signed in is no longer: it ended by time, elsewhere, or with the account. */
export const lost = ref(false)
export function setCsrf(value: string | undefined) {
  csrf = value ?? ''
  lost.value = false
}

/** What the server refused, in the person's language; or that it was not reached (status 0). */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Wrong['fields'] = [],
    /** Which of several: second_factor_needed … */
    readonly reason = '',
  ) {
    super(message)
  }
  get offline() {
    return this.status === 0
  }
  /** What is wrong with one field; "words" also finds "form.words". */
  of(name: string): string | undefined {
    return this.fields.find((f) => f.path === name || f.path === `form.${name}`)?.message
  }
}

/** How often another version of the practice was put in force while this page was open: what was asked
 * for before may be called otherwise now. */
export const epoch = ref(0)
let practice: string | null = null
function heed(version: string | null) {
  if (version && practice && version !== practice) epoch.value++
  practice = version ?? practice
}

/* Of which session a call was: one that ended says nothing about the one that began after it. */
const asked = new WeakMap<Request, string>()
const signed: Middleware = {
  onRequest({ request }) {
    asked.set(request, csrf)
    request.headers.set('Accept-Language', lang.value)
    if (csrf && request.method !== 'GET') request.headers.set('X-CSRF-Token', csrf)
    return request
  },
  onResponse({ request, response }) {
    if (response.status === 401 && csrf && asked.get(request) === csrf) lost.value = true
    heed(response.headers.get('Linli-Practice'))
  },
}

export const api = createClient<paths>({ baseUrl: base, credentials: 'same-origin' })
api.use(signed)

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The data of a call, or a Refused. */
export async function got<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>
  try {
    answer = await call
  } catch {
    throw new Refused(0, 'offline', '')
  }
  if (answer.response.ok) return answer.data as T
  const wrong = answer.error as Partial<Wrong> | undefined
  throw new Refused(
    answer.response.status,
    wrong?.code ?? 'failed',
    wrong?.message ?? answer.response.statusText,
    wrong?.fields ?? [],
    wrong?.reason,
  )
}

export function isRefused(e: unknown): e is Refused {
  return e instanceof Refused
}

/** What is said of it: without network the server said nothing. */
export function whyOf(e: Refused): string {
  return e.message || i18n.global.t(e.offline ? 'state.offline' : 'state.failed')
}

/** Send files; gives their ids, to be named in a report or a move. */
export async function sendFiles(files: Blob[]): Promise<string[]> {
  if (!files.length) return []
  const body = new FormData()
  for (const f of files) body.append('files', f, f instanceof File ? f.name : 'photo.jpg')
  const told = await got(
    api.POST('/api/v1/files', { body: body as never, bodySerializer: (b) => b as never }),
  )
  return told.items.map((f) => f.id)
}

export function fileUrl(id: string, small = false): string {
  return `${base}/api/v1/files/${id}${small ? '?small=true' : ''}`
}
