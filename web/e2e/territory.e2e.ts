/* A keeper of the territory splits a grid by a line. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { serve, type Served } from './server'
import { AT_HOME, DESK, expectNoFaults, openBrowser, openWindow, signIn, type Window } from './windows'

let browser: Browser
let server: Served
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serve()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

interface Place {
  id: string
  name: string
}
async function asked<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${server.origin}/api/v1${path}`)).json()) as T
}
async function placeAt(page: Page, lon: number, lat: number): Promise<Place> {
  const told = await asked<{ line: Place[] }>(page, `/places/locate?lon=${lon}&lat=${lat}`)
  return told.line[told.line.length - 1]!
}
async function placePage(place: Place): Promise<Window> {
  const w = await openWindow(browser, server.origin, DESK)
  await signIn(w.page, server.origin, 'keeper', server.password, 'office')
  await w.page.goto(`${server.origin}/office#/territory/places?at=${place.id}`)
  await w.page.getByRole('heading', { name: place.name }).waitFor()
  await w.settle()
  return w
}
const map = (page: Page) => page.getByRole('application')
/** Where a share of the map's width and height lies on the screen. */
async function spot(page: Page, across: number, down: number): Promise<[number, number]> {
  const box = (await map(page).boundingBox())!
  return [box.x + box.width * across, box.y + box.height * down]
}
/** The map takes two presses within a quarter of a second for one double press. */
async function press(page: Page, at: [number, number]) {
  await page.mouse.move(...at, { steps: 3 })
  await page.mouse.click(...at)
  await page.waitForTimeout(300)
}
async function change(page: Page, how: string) {
  await page.getByRole('tab', { name: '变更' }).click()
  await page.getByRole('button', { name: how, exact: true }).click()
}

it('splits a grid by a line drawn across it, after a preview of what moves', async () => {
  const { longitude: lon, latitude: lat } = AT_HOME
  const asker = await openWindow(browser, server.origin, DESK)
  const old = await placeAt(asker.page, lon, lat)
  const report = (words: string) =>
    asker.page.request.post(`${server.origin}/api/v1/cases`, { data: { process: 'demand', class: 'd.01', lon, lat, words } })
  expect((await report('楼道灯不亮')).ok()).toBe(true)

  const w = await placePage(old)
  const { page } = w
  await change(page, '拆分')
  await page.getByRole('button', { name: '在地图上画一条线拆分' }).click()
  await page.getByText(/从边界外点起/).first().waitFor()
  await press(page, await spot(page, 0.5, 0.02))
  await press(page, await spot(page, 0.52, 0.5))
  const end = await spot(page, 0.5, 0.98)
  await page.mouse.move(...end, { steps: 3 })
  await page.mouse.dblclick(...end)
  await page.getByText('这条线把它分成了2块').waitFor()
  await page.getByLabel('拆成第1处').fill('西边的网格')
  await page.getByLabel('拆成第2处').fill('东边的网格')
  await page.getByRole('button', { name: '看看会怎样' }).click()

  const plan = page.getByRole('status', { name: '将会这样变动' })
  await plan.getByText('未办结的事项1件').waitFor()
  expect(await plan.innerText()).toMatch(/延续的关系\d+条/)
  const rows = plan.getByRole('row').filter({ hasText: '边的网格' })
  expect(await rows.count()).toBe(2)
  const counts = await Promise.all([0, 1].map(async (i) => Number(await rows.nth(i).getByRole('cell').last().innerText())))
  expect(counts[0]! + counts[1]!).toBe(1)
  expect((await placeAt(page, lon, lat)).id).toBe(old.id) // a preview changes nothing
  await page.getByRole('button', { name: '确定拆分' }).click()

  await page.getByRole('heading', { name: '西边的网格' }).waitFor()
  const tree = page.getByRole('tree')
  await tree.getByText('西边的网格').waitFor()
  await tree.getByText('东边的网格').waitFor()
  expect(await tree.getByText(old.name, { exact: true }).count()).toBe(0)
  await page.getByRole('tab', { name: '沿革' }).click()
  await page.getByText(`由${old.name}而来`).waitFor()

  // The map of the server follows, and so do the case that was open and one that comes afterwards.
  let now = old
  await vi.waitFor(
    async () => {
      now = await placeAt(page, lon, lat)
      expect(now.name).toMatch(/边的网格$/)
    },
    { timeout: 20000, interval: 100 },
  )
  expect((await report('楼道灯又不亮')).ok()).toBe(true)
  await asker.page.request.post(`${server.origin}/api/v1/session`, { data: { login: 'secretary', password: server.password } })
  await vi.waitFor(
    async () => {
      const told = await asked<{ items: { place: string }[] }>(asker.page, `/cases?place=${now.id}`)
      expect(told.items).toHaveLength(2)
    },
    { timeout: 20000, interval: 100 },
  )
  expectNoFaults(w)
})
