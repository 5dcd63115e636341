/* "Me too": somebody else reported it already. Without an account the device has one voice, by a secret of its own. */
import { api, got, type Schemas } from './api/client'
import { filed, keepFiled } from './outbox'
import { me } from './session'
import { newToken } from './token'

const DEVICE = 'linli.device'

/** The same at each call, so that one device is counted once. */
function deviceToken(): string {
  const had = localStorage.getItem(DEVICE)
  const token = had ?? newToken()
  if (!had) localStorage.setItem(DEVICE, token)
  return token
}

/** How this device knows a case: reported from here, joined from here, or not. */
export function knownAs(id: string): 'own' | 'joined' | undefined {
  const f = filed.value.find((x) => x.id === id)
  return f && (f.joined ? 'joined' : 'own')
}

/** Gives the code by which whoever has no account follows the case's progress. */
export async function join(same: Schemas['same_view']): Promise<string | undefined> {
  const told = await got(
    api.POST('/api/v1/cases/{id}/me-too', {
      params: { path: { id: same.id } },
      body: me.value ? {} : { client_token: deviceToken() },
    }),
  )
  if (told.code)
    keepFiled({
      token: `joined.${same.id}`,
      id: same.id,
      number: told.number,
      code: told.code,
      title: same.title,
      at: new Date().toISOString(),
      joined: true,
    })
  return told.code
}
