/* Another password of one's own: typed twice, changed, and what was wrong under its field. */
import { nextTick, reactive, ref } from 'vue'
import { api, got } from './api/client'
import { i18n } from './i18n'
import { whoAmI } from './session'
import { useSubmit } from './useSubmit'

export const OWN_FIELDS = ['old', 'password', 'again'] as const

/** `after` is called before the server is asked who one is now: whoever may do all again may have no form any more. */
export function useOwnPassword(after: () => void = () => {}) {
  const form = reactive({ old: '', password: '', again: '' })
  const changed = ref(false)
  const { busy, words, wrong, submit, refuse } = useSubmit()

  async function change() {
    changed.value = false
    if (form.password !== form.again) refuse([{ path: 'again', message: i18n.global.t('own.differ') }], '')
    else
      await submit(async () => {
        await got(api.POST('/api/v1/me/password', { body: { old: form.old, password: form.password } }))
        Object.assign(form, { old: '', password: '', again: '' })
        changed.value = true
        after()
        await whoAmI()
      })
    await nextTick()
    document.querySelector<HTMLElement>('[id^="own-"][aria-invalid="true"]')?.focus()
  }
  return { form, changed, busy, words, wrong, change }
}
