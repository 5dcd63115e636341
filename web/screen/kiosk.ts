/* What the address says: a token that is kept nowhere else, and the place. */
import { api, base } from '../shared/api/client'

const said = new URLSearchParams(location.hash.replace(/^#/, ''))
const token = said.get('token') ?? ''
export const placeSaid = said.get('place') ?? new URLSearchParams(location.search).get('place') ?? ''
export const hasToken = token !== ''

if (token)
  api.use({
    onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${token}`)
      return request
    },
  })

const IN_TIME = 30000
/** What is not answered in time fails: on a line that died silently it would be waited for for ever. */
export async function inTime<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const timer = window.setTimeout(() => stop.abort(), IN_TIME)
  return run(stop.signal).finally(() => window.clearTimeout(timer))
}
/** For what has no JSON reply. */
export function ask(path: string, more: RequestInit = {}): Promise<Response> {
  const headers = new Headers(more.headers)
  if (token) headers.set('Authorization', `Bearer ${token}`)
  return fetch(base + path, { ...more, headers, credentials: token ? 'omit' : 'same-origin', cache: 'no-store' })
}
