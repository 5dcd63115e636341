/* A page's data: loading, there, empty, failed, offline, forbidden; each with what to do next. */
import { ref, shallowRef } from 'vue'
import { isRefused } from './api/client'

export type Phase = 'loading' | 'ready' | 'failed' | 'offline' | 'forbidden' | 'gone'

/** What was asked for before something newer changes nothing when it comes later; `ask` can see that it is so. */
export function useLoad<T>(ask: (newest: () => boolean) => Promise<T>) {
  const data = shallowRef<T | null>(null)
  const phase = ref<Phase>('loading')
  const words = ref('')
  let turn = 0

  async function load() {
    const mine = ++turn
    const newest = () => mine === turn
    if (!data.value) phase.value = 'loading'
    try {
      const told = await ask(newest)
      if (!newest()) return
      data.value = told
      phase.value = 'ready'
    } catch (e) {
      if (!newest()) return
      words.value = isRefused(e) ? e.message : String(e)
      if (!isRefused(e)) phase.value = 'failed'
      else if (e.offline) phase.value = 'offline'
      else if (e.status === 401 || e.status === 403) phase.value = 'forbidden'
      else phase.value = e.status === 404 ? 'gone' : 'failed'
    }
  }
  return { data, phase, words, load }
}
