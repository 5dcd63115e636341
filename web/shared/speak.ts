/* The server speaks to an account in the account's language: it is the one that the page speaks. */
import { api, got } from './api/client'
import { lang, type Lang } from './i18n'
import { me, whoAmI } from './session'

let tried = ''
export async function speakAlike() {
  const now = me.value
  if (!now || now.must_change || now.must_enrol || now.lang === lang.value || tried === now.account) return
  tried = now.account
  try {
    await got(api.PATCH('/api/v1/me', { body: { lang: lang.value, version: now.version } }))
    await whoAmI()
  } catch {
    // then it speaks the other one: nothing is lost
  }
}
/** Both change, and what the server said in the other language is asked for again. */
export async function speak(now: Lang) {
  lang.value = now
  if (!me.value) return
  const told = await got(api.PATCH('/api/v1/me', { body: { lang: now, version: me.value.version } })).then(
    () => true,
    () => false,
  )
  if (told) location.reload()
}
