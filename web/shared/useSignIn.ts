/* Signing in: the second factor is asked for when the server wants it, and stays then. */
import { nextTick, ref } from 'vue'
import { signIn } from './session'
import { useSubmit } from './useSubmit'

export function useSignIn(after: () => Promise<unknown>) {
  const login = ref('')
  const password = ref('')
  const code = ref('')
  const second = ref(false)
  const { busy, words, reason, submit } = useSubmit()

  async function enter() {
    await submit(async () => {
      await signIn({
        login: login.value,
        password: password.value,
        ...(code.value ? { code: code.value } : {}),
      })
      password.value = ''
      await after()
    })
    if (!reason.value.startsWith('second_factor')) return
    second.value = true
    await nextTick()
    document.getElementById('second')?.focus()
  }
  return { login, password, code, second, busy, words, enter }
}
