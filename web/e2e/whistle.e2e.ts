/* The subdistrict whistles out of a community's case: three departments come, and are marked. */
import { expect, it, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { carry } from './main_job'
import { expectNoFaults, useServer, type Window } from './windows'

const WAIT = { timeout: 20000, interval: 100 }
const WORDS = '弃管路多年失修，权属没有移交'
const CALLED = [
  { name: '松园街道城市管理所', login: 'u1-1', mark: 4 },
  { name: '松园街道派出所', login: 'p1-1', mark: 5 },
  { name: '示范区市政管理处', login: 'm1-1', mark: 2 },
]
const server = useServer({ practice: 'ganjingzi' })

interface Told {
  id: string
  number: string
  step: string
  version: number
  lon: number
  lat: number
}
const at = (path: string) => `${server.origin}/api/v1${path}`
async function told<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(at(path))).json()) as T
}
/** A move by whoever is signed in there, as the faces send it. */
async function move(page: Page, id: string, name: string, rest: object = {}) {
  const { csrf } = await told<{ csrf: string }>(page, '/me')
  const { version } = await told<Told>(page, `/cases/${id}`)
  const answer = await page.request.post(at(`/cases/${id}/moves`), {
    data: { move: name, version, ...rest },
    headers: { 'X-CSRF-Token': csrf },
  })
  expect(await answer.text(), name).toContain(`"id":"${id}"`)
}

it('one click opens the whistle with the facts; three departments see their task and are marked side by side', async () => {
  const boss = await server.office('street1')
  const b = boss.page
  const place = (await told<{ items: { id: string }[] }>(b, `/places/search?q=${encodeURIComponent('松园社区')}`)).items[0]!
  const { place: node } = await told<{ place: { lon: number; lat: number } }>(b, `/places/${place.id}`)
  const { csrf } = await told<{ csrf: string }>(b, '/me')
  const made = await b.request.post(at('/cases'), {
    data: { process: 'all_round', class: 'q.06', lon: node.lon, lat: node.lat, words: WORDS },
    headers: { 'X-CSRF-Token': csrf },
  })
  const first = (await made.json()) as Told

  await b.goto(`${server.origin}/office#/cases?case=${first.id}`)
  await b.getByRole('link', { name: /街道吹哨/ }).click()
  await b.getByText(`由 ${first.number} 引出`).waitFor()
  await vi.waitFor(async () => expect(await b.getByLabel('需要部门解决的问题').inputValue()).toBe(WORDS), WAIT)
  await b.getByText(/属于.*松园社区/).waitFor()
  for (const { name } of CALLED) {
    await b.getByLabel('吹哨部门').blur()
    await b.getByLabel('吹哨部门').fill(name)
    await b.getByRole('button', { name }).first().click()
    await b.getByRole('button', { name: `去掉${name}` }).waitFor()
  }
  await b.getByRole('button', { name: '提交', exact: true }).click()
  await b.getByText(/已建立 CS/).waitFor()
  await b.getByRole('link', { name: '打开' }).click()
  await carry(b, '吹哨')
  const id = new URLSearchParams(b.url().split('?')[1]).get('case')!
  await vi.waitFor(async () => expect((await told<Told>(b, `/cases/${id}`)).step).toBe('called'), WAIT)

  // Each of them has its own task, and says that it is there.
  const windows: Window[] = []
  for (const { login } of CALLED) {
    const w = await server.office(login)
    windows.push(w)
    await w.page.goto(`${server.origin}/office#/todo`)
    await w.page.getByText('弃管路多年失修').first().waitFor()
    const spot = await told<Told>(w.page, `/cases/${id}`)
    await w.page.goto(`${server.origin}/office#/cases?case=${id}`)
    if (windows.length === 1) {
      await carry(w.page, '现场报到') // a desk that does not know where it stands proves nothing
      await w.page.getByRole('alert').getByText('请到现场用手机办理这一步').waitFor()
      await w.page.getByRole('button', { name: '取消' }).click()
    }
    await w.context.grantPermissions(['geolocation'])
    await w.context.setGeolocation({ longitude: spot.lon + (windows.length === 1 ? 0.05 : 0), latitude: spot.lat })
    await carry(w.page, '现场报到')
    if (windows.length === 1) {
      await w.page.getByRole('alert').getByText(/您离现场约\d+米/).waitFor()
      await w.context.setGeolocation({ longitude: spot.lon, latitude: spot.lat })
      await w.page.reload() // where it was is believed for half a minute
      await carry(w.page, '现场报到')
    }
    await w.page.getByRole('heading', { name: '现场报到' }).waitFor({ state: 'detached' })
    await move(w.page, id, 'ready')
  }
  for (const w of windows) await move(w.page, id, 'solved', { form: { words_public: '本部门已处置' } })
  await expect.poll(async () => (await told<Told>(b, `/cases/${id}`)).step).toBe('judged')

  // What each was given stands beside the others'.
  await b.reload()
  await carry(b, '验收并评价', async (form) => {
    for (const { name, mark } of CALLED)
      await form.getByRole('group', { name }).getByRole('radio', { name: String(mark), exact: true }).check()
  })
  for (const { name, mark } of CALLED)
    await b.getByRole('listitem').filter({ hasText: name }).getByText(new RegExp(`^★ [^0-9]*${mark}`)).first().waitFor()
  expect(windows[0]!.faults.filter((f) => !/status of 422/.test(f))).toEqual([]) // it was too far away
  expectNoFaults(boss, ...windows.slice(1))
  await Promise.all([boss, ...windows].map((w) => w.close()))
})
