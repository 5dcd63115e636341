/* Sending a form: one at a time, with what was wrong kept by field. */
import { ref } from 'vue'
import { isRefused, whyOf } from './api/client'
import { i18n } from './i18n'

export function useSubmit() {
  const busy = ref(false)
  const words = ref('')
  const reason = ref('')
  const wrong = ref<Record<string, string>>({})

  function refuse(fields: { path: string; message: string }[], message: string) {
    const all: Record<string, string> = {}
    for (const f of fields) {
      const path = f.path.replace(/^form\./, '')
      const field = path.replace(/\..*$/, '')
      all[path] = f.message // of a part of a field: "result.in_favour.heads"
      if (path !== field && !all[field]?.includes(f.message)) all[field] = [all[field], f.message].filter(Boolean).join(' ')
    }
    wrong.value = all
    words.value = message
  }
  async function submit<T>(act: () => Promise<T>): Promise<T | undefined> {
    if (busy.value) return undefined
    busy.value = true
    words.value = ''
    reason.value = ''
    wrong.value = {}
    try {
      return await act()
    } catch (e) {
      if (!isRefused(e)) throw e
      refuse(e.fields, e.offline && !e.message ? i18n.global.t('state.unsent') : whyOf(e))
      reason.value = e.reason
      return undefined
    } finally {
      busy.value = false
    }
  }
  return { busy, words, reason, wrong, submit, refuse }
}
