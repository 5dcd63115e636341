/* The server speaks to an account in the account's language: it is the one that the page speaks. */
import { api, got } from '../../shared/api/client'
import { lang } from '../../shared/i18n'
import { me, whoAmI } from '../../shared/session'

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
