/* Workers: one case moved by two, one of them without network; the day as a map; what is in one's grid. */
import { expect, it, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { carry } from './main_job'
import { DESK, expectNoFaults, photo, useServer, type Window } from './windows'

const UNIT = '示范社区居民委员会'
const WAIT = { timeout: 20000, interval: 100 }
const server = useServer()

async function call<T>(page: Page, path: string, data?: unknown): Promise<T> {
  const at = `${server.origin}/api/v1${path}`
  const csrf = data ? ((await (await page.request.get(`${server.origin}/api/v1/me`)).json()) as { csrf: string }).csrf : ''
  const answer = data ? await page.request.post(at, { data, headers: { 'X-CSRF-Token': csrf } }) : await page.request.get(at)
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()) as T
}
interface Case {
  id: string
  version: number
  step: string
}
/** Reported, accepted and dispatched to the unit of both workers, as offices do it. */
async function dispatched(words: string): Promise<string> {
  const nobody = await server.window(DESK)
  const office = await server.window(DESK)
  const { id } = await call<Case>(nobody.page, '/cases', { class: 'd.02', lon: 100.0012, lat: 38.0015, words })
  for (const [login, move] of [['clerk1', 'accept'], ['dispatcher1', 'assign']] as const) {
    await office.page.request.post(`${server.origin}/api/v1/session`, { data: { login, password: server.password } })
    const { version } = await call<Case>(office.page, `/cases/${id}`)
    const units = await call<{ items: { id: string; name: string }[] }>(office.page, `/orgs/search?q=${encodeURIComponent(UNIT)}`)
    const form = move === 'assign' ? { unit: units.items.find((u) => u.name === UNIT)!.id } : {}
    await call(office.page, `/cases/${id}/moves`, { move, version, form })
  }
  await Promise.all([nobody.close(), office.close()])
  return id
}
async function worker(login: string, words: string): Promise<Window> {
  const w = await server.phone(login, { serviceWorkers: 'block' })
  await w.page.goto(`${server.origin}/#/today`)
  await w.page.getByRole('link', { name: words }).first().click()
  await w.page.getByRole('button', { name: '办结' }).first().waitFor()
  await vi.waitFor(
    async () =>
      expect(await w.page.evaluate(() => performance.getEntriesByType('resource').map((r) => r.name).join(' '))).toMatch(/OutboxPage/),
    WAIT,
  )
  return w
}
async function finish(w: Window, words: string) {
  const picture = await photo(w.page, words)
  await carry(w.page, '办结', async (form) => {
    await form.getByLabel('公开内容').fill(words)
    await form.getByLabel('拍照').setInputFiles(picture)
    await w.page.getByRole('img', { name: '第1张照片' }).waitFor()
  })
}
async function moves(page: Page, id: string): Promise<string[]> {
  const told = await call<{ items: { kind: string; data?: { move?: string } }[] }>(page, `/cases/${id}/timeline`)
  return told.items.filter((e) => e.kind === 'case.moved').map((e) => e.data?.move ?? '')
}

it('what the slower one did stays on their phone beside what stands now, until they say so', async () => {
  const words = `消防通道被占 ${Date.now()}`
  const id = await dispatched(words)
  const slow = await worker('j01-1', words)
  const quick = await worker('j01-2', words)
  await slow.context.setOffline(true)
  await finish(slow, '我在现场劝离了车辆')
  await slow.page.getByRole('link', { name: '1件待提交' }).waitFor()
  await finish(quick, '已由另一人张贴告示')
  await vi.waitFor(async () => expect(await moves(quick.page, id)).toContain('done'), WAIT)

  await slow.context.setOffline(false)
  await slow.page.getByRole('link', { name: '1件待提交' }).click()
  await slow.page.getByText('别人已先处理').waitFor()
  await slow.page.getByRole('button', { name: '对照查看' }).click()
  const mine = slow.page.getByRole('region', { name: '我做的' })
  const theirs = slow.page.getByRole('region', { name: '现在的情况' })
  await mine.getByText('我在现场劝离了车辆').waitFor()
  await theirs.getByText('已由另一人张贴告示').waitFor()
  const beside = async () => {
    const [a, b] = [await mine.boundingBox(), await theirs.boundingBox()]
    return Math.abs(a!.y - b!.y) < 2 && b!.x > a!.x + a!.width - 1
  }
  await expect.poll(beside).toBe(true)
  await slow.page.getByText('现在已不能这样办理').waitFor()
  await slow.page.getByRole('img', { name: '第1张照片' }).waitFor() // their photo, too

  /* Nothing goes by itself: not by a reload, not by one tap. */
  await slow.page.reload()
  await slow.page.getByText('别人已先处理').waitFor()
  await slow.page.getByRole('button', { name: '对照查看' }).click()
  await slow.page.getByRole('button', { name: '不提交了' }).click()
  await slow.page.getByText('我在现场劝离了车辆').first().waitFor()
  await slow.page.getByRole('button', { name: '确定不提交，内容将删除' }).click()
  await slow.page.getByText('都已提交，没有待提交的内容').waitFor()
  expect((await moves(quick.page, id)).filter((m) => m === 'done')).toHaveLength(1)
  expect(slow.faults.filter((f) => !/status of 409/.test(f))).toEqual([])
  expectNoFaults(quick)
  await Promise.all([slow.close(), quick.close()])
})

it('the day is a list and a map of the same; a grid shows its buildings with what is open there, its board and figures', async () => {
  const words = `三号楼井盖松动 ${Date.now()}`
  await dispatched(words)
  const w = await server.phone('j01-1')
  await w.page.goto(`${server.origin}/#/today`)
  await w.page.getByRole('link', { name: words }).first().waitFor()
  await w.page.getByRole('link', { name: '地图' }).click()
  await w.page.locator('.map canvas').first().waitFor()
  await w.page.getByText('■已逾期 ▲快到期 ●按期').waitFor()
  await w.page.getByRole('link', { name: '今天' }).click()
  await w.page.getByRole('link', { name: words }).first().waitFor()
  const keeper = await server.phone('worker9')
  await keeper.page.goto(`${server.origin}/#/grid`)
  const below = keeper.page.locator('details').filter({ hasText: /在办[1-9]\d*件/ })
  await below.first().locator('summary').click()
  await below.first().getByRole('link', { name: words }).waitFor()
  await keeper.page.getByRole('radio', { name: '公示牌' }).check()
  await keeper.page.getByRole('heading', { name: /网格员/ }).first().waitFor()
  await keeper.page.getByRole('radio', { name: '数字' }).check()
  await keeper.page.getByText('按期办结').waitFor()
  expectNoFaults(w, keeper)
  await Promise.all([w.close(), keeper.close()])
})
