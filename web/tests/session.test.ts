import './phone'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const WHO = { account: '1', name: '网格员1', posts: [{ title: '网格员' }], can: [], csrf: 'c' }
let answer: () => Promise<Response>
const says = (status: number, data: unknown) => () =>
  Promise.resolve(new Response(JSON.stringify(data), { status, headers: { 'Content-Type': 'application/json' } }))
const refused = (status: number) => says(status, { code: 'x', message: 'x', fields: [] })

/** A page that was loaded just now. */
async function load() {
  vi.resetModules()
  return import('../shared/session')
}
beforeEach(async () => {
  localStorage.removeItem('linli.me')
  vi.stubGlobal('fetch', () => answer())
  answer = says(200, WHO)
  await (await load()).whoAmI()
})

afterEach(() => {
  vi.unstubAllGlobals()
})

it.each([503, 500, 429])('whoever was signed in still is when the server answers %i', async (status) => {
  answer = refused(status)
  const { me, known, whoAmI } = await load()
  await whoAmI()
  expect([me.value?.name, known.value]).toEqual(['网格员1', true])
})

it('and without network', async () => {
  answer = () => Promise.reject(new TypeError('no network'))
  const { me, whoAmI } = await load()
  await whoAmI()
  expect(me.value?.name).toBe('网格员1')
})

it('a 401 ends it, also for the next time that the server is busy', async () => {
  answer = refused(401)
  const first = await load()
  await first.whoAmI()
  expect(first.me.value).toBeNull()
  answer = refused(503)
  const next = await load()
  await next.whoAmI()
  expect(next.me.value).toBeNull()
})

it('a server that is busy tells nobody who never was signed in that they are', async () => {
  localStorage.removeItem('linli.me')
  answer = refused(503)
  const { me, whoAmI } = await load()
  await whoAmI()
  expect(me.value).toBeNull()
})
