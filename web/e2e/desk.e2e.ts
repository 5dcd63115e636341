/* The dispatch desk: a case is given to a unit by dragging or by keys, and taken back in time. */
import { expect, it, vi } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { expectNoFaults, holdTimers, useServer, type Window } from './windows'

const WAIT = { timeout: 20000, interval: 100 }
const COMMITTEE = '示范社区居民委员会'
const UTILITY = '示范供水供热公司'
let desk: Window
let page: Page
const HOLD_S = 5 // office/desk/holding.ts
let second: () => Promise<void>
const server = useServer({}, async () => {
  desk = await server.office('dispatcher1')
  page = desk.page
  second = await holdTimers(page, 1000)
  await page.reload()
})
/** Of the desk's clock, which stands still: a busy machine may not do in five what is to be done in them. */
async function seconds(n: number) {
  while (n-- > 0) await second()
}

interface Told {
  id: string
  number: string
  step: string
  version: number
  unit_name?: string
}
const at = (path: string) => `${server.origin}/api/v1${path}`

/** A case that the clerk has accepted: it waits for its unit. */
async function waiting(words: string, lon: number, lat: number): Promise<Told> {
  const clerk = await server.browser.newContext()
  const ask = clerk.request
  const told = await ask.post(at('/session'), { data: { login: 'clerk1', password: server.password } })
  const headers = { 'X-CSRF-Token': ((await told.json()) as { csrf: string }).csrf }
  const data = { process: 'demand', class: 'd.01', channel: 'on_behalf', for_name: '王某', lon, lat, words }
  const { id } = (await (await ask.post(at('/cases'), { data, headers })).json()) as Told
  const moved = await ask.post(at(`/cases/${id}/moves`), { data: { move: 'accept', version: 1 }, headers })
  expect(moved.status()).toBe(200)
  const c = (await moved.json()) as Told
  await clerk.close()
  return c
}
const now = async (c: Told): Promise<Told> => (await (await page.request.get(at(`/cases/${c.id}`))).json()) as Told
const given = (c: Told, unit: string) =>
  vi.waitFor(async () => expect(await now(c)).toMatchObject({ step: 'handling', unit_name: unit }), WAIT)

async function openDesk() {
  await page.goto(`${server.origin}/office#/cases`)
  await page.getByRole('region', { name: '台账' }).waitFor()
  await page.goto(`${server.origin}/office#/desk`)
  await page.getByRole('heading', { name: '调度台' }).waitFor()
}
const card = (c: Told): Locator => page.getByRole('article').filter({ hasText: c.number })
const units = () => page.getByRole('region', { name: '承办单位' })
const unit = (name: string) => units().getByRole('button', { name })

it('a case that is dragged onto a unit goes to it, and counts as its load', async () => {
  const c = await waiting('三号楼楼道灯不亮', 100.0012, 38.0015)
  await openDesk()
  await card(c).dragTo(unit(UTILITY))
  await page.getByText(`${c.number} 将派遣给${UTILITY}`).waitFor()
  await card(c).waitFor({ state: 'detached' })
  expect((await now(c)).step).toBe('dispatch')
  await seconds(HOLD_S)
  await given(c, UTILITY)
  await page.getByText(`${c.number} 已派遣给${UTILITY}`).waitFor()
  await unit(UTILITY).getByText(/在办[1-9]件/).waitFor()
})

it('a case that is dropped on a grid of the map goes to the unit nearest to that grid', async () => {
  const c = await waiting('垃圾桶满溢无人清运', 99.9988, 38.0049)
  const located = await (await page.request.get(at('/places/locate?lon=99.9988&lat=38.0049'))).json()
  const near = await (await page.request.get(at(`/places/${located.place}/units`))).json()
  await openDesk()
  const map = page.getByRole('region', { name: '待派遣事项地图' })
  await page.locator('section[aria-label="待派遣事项地图"][aria-busy="false"]').waitFor()
  // The only case that waits is shown where it lies: drop it there.
  await expect.poll(() => card(c).count(), WAIT).toBe(1)
  const paper = map.getByRole('application')
  const box = (await paper.boundingBox())!
  const middle = await page.request.get(at(`/places/${located.line.find((l: { kind: string }) => l.kind === 'community').id}/area`))
  const ring = (await middle.json()).geometry.coordinates.flat(1) as [number, number][]
  const [west, east] = [Math.min(...ring.map((p) => p[0])), Math.max(...ring.map((p) => p[0]))]
  const [south, north] = [Math.min(...ring.map((p) => p[1])), Math.max(...ring.map((p) => p[1]))]
  const mercator = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))
  const high = mercator(north) - mercator(south)
  const across = ((east - west) * Math.PI) / 180
  const scale = Math.min((box.width - 48) / across, (box.height - 48) / high)
  const x = box.width / 2 + (((99.9988 - (west + east) / 2) * Math.PI) / 180) * scale
  const y = box.height / 2 - (mercator(38.0049) - (mercator(north) + mercator(south)) / 2) * scale
  await card(c).hover()
  await page.mouse.down()
  await page.mouse.move(box.x + x - 20, box.y + y, { steps: 4 })
  await page.mouse.move(box.x + x, box.y + y, { steps: 4 })
  await page.getByText(`→ ${near.items[0].name}`).waitFor()
  await page.mouse.up()
  await page.getByText(`${c.number} 将派遣给${near.items[0].name}`).waitFor()
  await seconds(HOLD_S)
  await given(c, near.items[0].name)
})

it('by keys alone: to the units, along them, sent at once when the page is left', async () => {
  const [first, second] = [await waiting('井盖松动', 99.995, 38.0), await waiting('树枝遮挡路灯', 100.004, 37.996)]
  await openDesk()
  await card(second).getByText(`建议 ${COMMITTEE}`).waitFor()
  await expect
    .poll(async () => {
      const here = await card(second).getAttribute('aria-current')
      if (here !== 'true') await page.keyboard.press('j')
      return here
    })
    .toBe('true')
  await page.keyboard.press('u')
  await expect.poll(() => unit(COMMITTEE).evaluate((b) => b === document.activeElement), WAIT).toBe(true)
  await page.keyboard.press('ArrowDown')
  const chosen = await page.evaluate(() => document.activeElement?.querySelector('.name')?.textContent ?? '')
  expect(chosen).not.toBe('')
  await page.keyboard.press('Enter')
  await page.getByText(`${second.number} 将派遣给${chosen}`).waitFor()
  await page.getByRole('link', { name: '台账' }).click()
  await given(second, chosen) // no second has passed
  expect((await now(first)).step).toBe('dispatch')
})

it('what is taken back is not sent, neither later nor when the page is left', async () => {
  const c = await waiting('消防通道被占用', 100.002, 38.003)
  await openDesk()
  await card(c).getByRole('button', { name: `派遣给${COMMITTEE}` }).click()
  await page.getByText(`${c.number} 将派遣给${COMMITTEE}`).waitFor()
  await page.getByRole('button', { name: `撤销 ${c.number}` }).click()
  await card(c).waitFor()
  await page.getByText(`${c.number} 没有派遣`).waitFor()
  await seconds(HOLD_S)
  const other = await waiting('噪音扰民到深夜', 100.003, 38.004)
  await page.getByRole('link', { name: '台账' }).click()
  await openDesk()
  // What is sent after it arrives, it does not.
  await card(other).getByRole('button', { name: `派遣给${COMMITTEE}` }).click()
  await page.getByText(`${other.number} 将派遣给${COMMITTEE}`).waitFor()
  await seconds(HOLD_S)
  await given(other, COMMITTEE)
  expect(await now(c)).toMatchObject({ step: 'dispatch', version: c.version })
  expectNoFaults(desk)
})
