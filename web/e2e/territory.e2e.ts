/* A keeper of the territory splits a grid by a line, draws along a neighbour's border, merges, and settles who goes where. */
import { expect, it, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { AT_HOME, DESK, expectNoFaults, useServer, type Window } from './windows'

const server = useServer()

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
async function ringOf(page: Page, place: string): Promise<[number, number][]> {
  const told = await asked<{ geometry: { coordinates: [number, number][][] } }>(page, `/places/${place}/area`)
  return told.geometry.coordinates[0]!
}
async function placePage(place: Place): Promise<Window> {
  const w = await server.office('keeper')
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
  await page.getByRole('radiogroup', { name: '变更' }).getByText(how, { exact: true }).click()
}

it('splits a grid by a line drawn across it, after a preview of what moves', async () => {
  const { longitude: lon, latitude: lat } = AT_HOME
  const asker = await server.window(DESK)
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
  await expect.poll(() => rows.count()).toBe(2)
  const counts = await Promise.all([0, 1].map(async (i) => Number(await rows.nth(i).getByRole('cell').last().innerText())))
  expect(counts[0]! + counts[1]!).toBe(1)
  expect((await placeAt(page, lon, lat)).id).toBe(old.id) // a preview changes nothing
  await page.getByRole('button', { name: '确定拆分' }).click()

  await page.getByRole('heading', { name: '西边的网格' }).waitFor()
  const tree = page.getByRole('tree')
  await tree.getByText('西边的网格').waitFor()
  await tree.getByText('东边的网格').waitFor()
  await expect.poll(() => tree.getByText(old.name, { exact: true }).count()).toBe(0)
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

it('moves a corner to the border of a neighbour, and names what does not fit until it does', async () => {
  const probe = await server.window(DESK)
  const place = (await asked<{ items: Place[] }>(probe.page, `/places/search?q=${encodeURIComponent('三级网格1-1')}`)).items[0]!
  const before = await ringOf(probe.page, place.id)
  const w = await placePage(place)
  const { page } = w
  const drag = async (from: [number, number], to: [number, number]) => {
    await page.mouse.move(...from, { steps: 3 })
    await page.mouse.down()
    await page.mouse.move(...to, { steps: 8 })
    await page.mouse.up()
  }
  await page.getByRole('button', { name: '修改边界' }).click()
  await page.getByText(/拖动顶点/).waitFor()
  await w.settle()
  // The area fills the map but for its edge: its corners are found by how wide and high it is.
  const box = (await map(page).boundingBox())!
  const [lons, lats] = [before.map((p) => p[0]), before.map((p) => p[1])]
  const flat = (y: number) => Math.log(Math.tan(Math.PI / 4 + (y * Math.PI) / 360)) * (180 / Math.PI)
  const wide = Math.max(...lons) - Math.min(...lons)
  const high = flat(Math.max(...lats)) - flat(Math.min(...lats))
  const scale = Math.min((box.width - 48) / wide, (box.height - 48) / high)
  const pixel = ([x, y]: [number, number]): [number, number] => [
    box.x + box.width / 2 + (x - (Math.max(...lons) + Math.min(...lons)) / 2) * scale,
    box.y + box.height / 2 - (flat(y) - (flat(Math.max(...lats)) + flat(Math.min(...lats))) / 2) * scale,
  ]
  const south = before.find((p) => p[0] === Math.max(...lons) && p[1] === Math.min(...lats))!
  const at = pixel(south)
  await drag(at, [at[0] - 90, at[1] - 90])
  await page.getByRole('button', { name: '保存边界' }).click()
  await page.getByText(/与周围有\d+处不合/).waitFor()
  await page.getByText(/空隙（.*三级网格/).waitFor()
  expect(await ringOf(page, place.id)).not.toEqual(before)

  await page.getByRole('button', { name: '修改边界' }).click()
  await page.getByText(/拖动顶点/).waitFor()
  await w.settle()
  await page.mouse.move(at[0] - 90, at[1] - 90, { steps: 3 })
  await page.mouse.down()
  await page.mouse.move(at[0] - 4, at[1] - 5, { steps: 12 })
  await page.getByText(/已贴住“三级网格/).waitFor()
  await page.mouse.up()
  await page.getByRole('button', { name: '保存边界' }).click()
  await page.getByText('与相邻边界没有空隙和重叠').waitFor()
  expect(await ringOf(page, place.id)).toEqual(expect.arrayContaining([south]))
  expectNoFaults(w)
})

it('merges two grids after a preview: the new one has the area and the posts of both', async () => {
  const probe = await server.window(DESK)
  const named = async (name: string) =>
    (await asked<{ items: Place[] }>(probe.page, `/places/search?q=${encodeURIComponent(name)}`)).items[0]!
  const [one, other] = [await named('三级网格3-1'), await named('三级网格3-2')]
  const w = await placePage(one)
  const { page } = w
  await change(page, '合并')
  await page.getByLabel('与哪些合并').fill(other.name)
  await page.getByRole('button', { name: new RegExp(`^${other.name} `) }).click()
  await page.getByLabel('合并后的名称').fill('三级网格3-A')
  await page.getByRole('button', { name: '看看会怎样' }).click()
  const plan = page.getByRole('status', { name: '将会这样变动' })
  await plan.getByText(/2人的岗位转到合并后的名下/).waitFor()
  await page.getByRole('button', { name: '确定合并' }).click()
  await page.getByRole('heading', { name: '三级网格3-A' }).waitFor()
  await page.getByRole('tree').getByText('三级网格3-A').waitFor()
  await page.getByRole('tab', { name: '人员' }).click()
  await vi.waitFor(
    async () => {
      await page.reload()
      await page.getByRole('tab', { name: '人员' }).click()
      await w.settle()
      expect(await page.getByRole('cell', { name: '网格员', exact: true }).count()).toBe(2)
    },
    { timeout: 20000, interval: 300 },
  )
  const now = await named('三级网格3-A')
  const old = await asked<{ properties: { m2: number } }>(page, `/places/${now.id}/area`)
  expect(old.properties.m2).toBeGreaterThan(0)
  expectNoFaults(w)
})

it('adds a place, relates it, gives a post with dates, and settles what a split left', async () => {
  const probe = await server.window(DESK)
  const named = async (name: string) =>
    (await asked<{ items: Place[] }>(probe.page, `/places/search?q=${encodeURIComponent(name)}`)).items[0]!
  const above = await named('三级网格4-1')
  const w = await placePage(above)
  const { page } = w
  await change(page, '新增下级')
  await page.getByLabel('名称', { exact: true }).fill('新的四级网格')
  await page.getByLabel('户数').fill('40')
  await page.getByRole('button', { name: '确定新增' }).click()
  await page.getByRole('heading', { name: '新的四级网格' }).waitFor()

  await page.getByRole('tab', { name: '关系' }).click()
  await page.getByRole('button', { name: '建立关系' }).click()
  await page.getByLabel('哪个组织').fill('示范街道党工委')
  await page.getByRole('button', { name: '示范街道党工委' }).click()
  await page.getByRole('button', { name: '建立关系' }).click()
  await page.getByText(/示范街道党工委 服务覆盖 新的四级网格/).waitFor()

  await page.goto(`${server.origin}/office#/territory/places?at=${above.id}`)
  await page.getByRole('heading', { name: above.name }).waitFor()
  await change(page, '拆分')
  await page.getByRole('button', { name: '看看会怎样' }).click()
  await page.getByText(/1人的岗位要重新安排/).waitFor()
  await page.getByRole('button', { name: '确定拆分' }).click()
  await page.getByRole('heading', { name: `${above.name}-1` }).waitFor()
  await page.getByRole('link', { name: '人员配备' }).click()
  await page.getByRole('button', { name: `安排到“${above.name}-2”` }).click()
  await page.getByText(`已安排到“${above.name}-2”`).waitFor()
  const heir = await named(`${above.name}-2`)
  await page.goto(`${server.origin}/office#/territory/places?at=${heir.id}`)
  await page.getByRole('tab', { name: '人员' }).click()
  await page.getByRole('cell', { name: '网格员', exact: true }).waitFor()
  expectNoFaults(w)
})
