/* A keeper of the territory who uses no mouse: borders drawn, changed and written down by the keyboard alone. */
import type { Page } from 'playwright-core'
import { beforeEach, expect, it } from 'vitest'
import { violations } from './axe'
import { expectNoFaults, useServer, type Window } from './windows'

const server = useServer()
let w: Window
beforeEach(async () => {
  w = await server.office('keeper')
})

interface Place {
  id: string
  name: string
}
type Ring = [number, number][]
async function asked<T>(path: string): Promise<T> {
  return (await (await w.page.request.get(`${server.origin}/api/v1${path}`)).json()) as T
}
async function open(name: string): Promise<Place> {
  const place = (await asked<{ items: Place[] }>(`/places/search?q=${encodeURIComponent(name)}`)).items[0]!
  await w.page.goto(`${server.origin}/office#/territory/places?at=${place.id}`)
  await w.page.getByRole('heading', { name: place.name }).waitFor()
  await w.settle()
  return place
}
const ringOf = async (place: Place): Promise<Ring> =>
  (await asked<{ geometry: { coordinates: Ring[] } }>(`/places/${place.id}/area`)).geometry.coordinates[0]!
async function press(page: Page, ...keys: string[]) {
  for (const key of keys) await page.keyboard.press(key)
}
/** What was announced last. */
const hears = (page: Page, words: RegExp) => page.getByRole('status').filter({ hasText: words }).waitFor()
async function begin(page: Page) {
  await page.getByRole('button', { name: '修改边界' }).focus()
  await press(page, 'Enter')
  await page.getByText(/用键盘改/).waitFor()
  await w.settle()
  await expect.poll(() => page.getByRole('application').evaluate((e) => e === document.activeElement)).toBe(true)
}

it('moves a corner by arrow keys, takes it back, and saves without a mouse', async () => {
  const { page } = w
  const place = await open('三级网格1-1')
  const before = await ringOf(place)
  await begin(page)
  await press(page, 'PageDown')
  await hears(page, /第1个顶点，共4个：东经[\d.]+，北纬[\d.]+/)
  await press(page, 'ArrowLeft', 'ArrowLeft', 'ArrowLeft')
  await hears(page, /第1个顶点移到/)
  await press(page, 'Enter')
  await hears(page, /加了第2个顶点，共5个/)
  await press(page, 'Backspace')
  await hears(page, /已撤销，还有4个点/)
  expect(await violations(page)).toEqual([])
  await press(page, 'Escape')
  await hears(page, /已离开地图，画的还在/)
  await press(page, 'Enter') // the first button: save
  await page.getByText(/与周围有\d+处不合|没有空隙和重叠/).first().waitFor()
  const after = await ringOf(place)
  expect(after).toHaveLength(before.length)
  const moved = after.filter(([x, y]) => !before.some(([u, v]) => Math.abs(u - x) < 1e-6 && Math.abs(v - y) < 1e-6))
  expect(moved.length).toBeGreaterThan(0)
  expectNoFaults(w)
})

it('draws a new border point by point, and one by coordinates that are typed', async () => {
  const { page } = w
  const place = await open('三级网格2-1')
  await begin(page)
  await page.getByRole('button', { name: '重新画' }).focus()
  await press(page, 'Enter')
  await page.getByText(/用键盘画/).waitFor()
  await page.getByRole('application').focus()
  await press(page, 'Enter')
  await hears(page, /已落第1点/)
  await press(page, ...Array<string>(6).fill('ArrowRight'))
  await hears(page, /距上一点\d+米/)
  await press(page, 'Enter', 'Enter')
  await hears(page, /点还不够/)
  await press(page, ...Array<string>(6).fill('ArrowUp'), 'Enter')
  await hears(page, /已落第3点/)
  await press(page, 'Backspace')
  await hears(page, /已撤销，还有2个点/)
  await press(page, 'Enter', 'Enter')
  await hears(page, /画完了，共3个点/)

  await page.getByText('按坐标填写').focus()
  await press(page, 'Enter')
  const text = page.getByLabel(/每行一个点/)
  await expect.poll(async () => (await text.inputValue()).split('\n').length).toBe(3)
  const [west, south] = [100.2, 38.2]
  await text.fill(`${west}, ${south}\n${west + 0.01}，${south}\n这里`)
  await page.getByRole('button', { name: '按这些坐标画出' }).click()
  await page.getByText('第3行不是“经度, 纬度”').waitFor()
  await text.fill(`${west}, ${south}\n${west + 0.01}，${south}\n${west + 0.01} ${south + 0.01}`)
  await page.getByRole('button', { name: '按这些坐标画出' }).click()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '保存边界' }).click()
  await page.getByText(/与周围有\d+处不合|没有空隙和重叠/).first().waitFor()
  const ring = await ringOf(place)
  expect(ring).toHaveLength(4)
  for (const [x, y] of [[west, south], [west + 0.01, south], [west + 0.01, south + 0.01]] as Ring)
    expect(ring.some(([u, v]) => Math.abs(u - x) < 1e-6 && Math.abs(v - y) < 1e-6)).toBe(true)
  expectNoFaults(w)
})

it('cuts a grid in two by a line drawn by keys, and splits it', async () => {
  const { page } = w
  const place = await open('三级网格3-1')
  await page.getByRole('tab', { name: '变更' }).click()
  await page.getByRole('radiogroup', { name: '变更' }).getByText('拆分', { exact: true }).click()
  await page.getByRole('button', { name: '在地图上画一条线拆分' }).focus()
  await press(page, 'Enter')
  await page.getByText(/用键盘画/).waitFor()
  await w.settle()
  const map = page.getByRole('application')
  await expect.poll(() => map.evaluate((e) => e === document.activeElement)).toBe(true)
  // From the middle straight up and out, then down through the place and out of it.
  const far = Math.ceil((await map.boundingBox())!.height / 2 / 10)
  await press(page, ...Array<string>(far).fill('ArrowUp'), 'Enter')
  await hears(page, /已落第1点/)
  await press(page, ...Array<string>(2 * far).fill('ArrowDown'), 'Enter')
  await hears(page, /已落第2点/)
  await press(page, 'Enter')
  await page.getByText('这条线把它分成了2块').waitFor()
  await page.getByLabel('拆成第1处').fill('键盘西')
  await page.getByLabel('拆成第2处').fill('键盘东')
  await page.getByRole('button', { name: '看看会怎样' }).focus()
  await press(page, 'Enter')
  await page.getByRole('status', { name: '将会这样变动' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '确定拆分' }).focus()
  await press(page, 'Enter')
  await page.getByRole('heading', { name: '键盘西' }).waitFor()
  const became = await asked<{ became: Place[] }>(`/places/${place.id}/history`)
  expect(became.became.map((p) => p.name).sort()).toEqual(['键盘东', '键盘西'])
  expectNoFaults(w)
})

it('chooses by keys whose borders are compared, and axe finds nothing', async () => {
  const { page } = w
  await open('示范社区')
  await page.getByRole('tab', { name: '边界' }).click()
  const kind = page.getByRole('combobox', { name: '查看哪一类的边界' })
  await kind.focus()
  await press(page, 'Enter', 'ArrowDown', 'Enter')
  await page.locator('.which').getByText('二级网格', { exact: true }).first().waitFor()
  await page.getByText(/与周围有\d+处不合|没有空隙和重叠/).first().waitFor()
  await expect.poll(() => page.getByRole('option').count()).toBe(0) // the list takes a moment to close
  expect(await violations(page)).toEqual([])
  expectNoFaults(w)
})
