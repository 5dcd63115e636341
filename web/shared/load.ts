/* A page's data: loading, there, empty, failed, offline, forbidden; each with what to do next. */
import { ref, shallowRef } from 'vue'
import { isRefused } from './api/client'

export type Phase = 'loading' | 'ready' | 'failed' | 'offline' | 'forbidden' | 'gone'

export function useLoad<T>(ask: () => Promise<T>) {
  const data = shallowRef<T | null>(null)
  const phase = ref<Phase>('loading')
  const words = ref('')

  async function load() {
    if (!data.value) phase.value = 'loading'
    try {
      data.value = await ask()
      phase.value = 'ready'
    } catch (e) {
      words.value = isRefused(e) ? e.message : String(e)
      if (!isRefused(e)) phase.value = 'failed'
      else if (e.offline) phase.value = 'offline'
      else if (e.status === 401 || e.status === 403) phase.value = 'forbidden'
      else phase.value = e.status === 404 ? 'gone' : 'failed'
    }
  }
  return { data, phase, words, load }
}
