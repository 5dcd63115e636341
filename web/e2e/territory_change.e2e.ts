/* A keeper of the territory takes sheets out and in, finds that somebody was quicker, and prints boards. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { violations } from './axe'
import { allPictures, expectNoFaults, useServer, type Window } from './windows'
import { filled, rowsOf } from './workbook'

const server = useServer()
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Node {
  id: string
  name: string
  version: number
}
async function asked<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(`${server.origin}/api/v1${path}`)).json()) as T
}
async function named(page: Page, what: 'places' | 'orgs', name: string): Promise<Node> {
  return (await asked<{ items: Node[] }>(page, `/${what}/search?q=${encodeURIComponent(name)}`)).items[0]!
}
async function open(w: Window, what: 'places' | 'orgs', name: string): Promise<Node> {
  const node = await named(w.page, what, name)
  await w.page.goto(`${server.origin}/office#/territory/${what}?at=${node.id}`)
  await w.page.getByRole('heading', { name: node.name }).waitFor()
  await w.settle()
  return node
}
async function way(page: Page, how: string) {
  await page.getByRole('tab', { name: '变更' }).click()
  await page.getByRole('radiogroup', { name: '变更' }).getByText(how, { exact: true }).click()
}
async function sheetOf(w: Window, choice: string): Promise<Buffer> {
  await w.page.getByRole('button', { name: '下载 Excel' }).click()
  const item = w.page.getByRole('menuitem', { name: choice })
  const [file] = await Promise.all([w.page.waitForEvent('download'), item.click()])
  return readFileSync(await file.path())
}
async function check(w: Window, name: string, buffer: Buffer) {
  await w.page.locator('input[type=file]').setInputFiles({ name, mimeType: XLSX, buffer })
  await w.page.getByText(`已选：${name}`).waitFor()
  await w.page.getByRole('button', { name: '先检查（不入库）' }).click()
}

it('takes places out as a sheet that comes in again as it is, and mended', async () => {
  const w = await server.office('keeper')
  const { page } = w
  await open(w, 'places', '示范社区')
  const all = await sheetOf(w, '示范社区及全部下级')
  const rows = rowsOf(all)
  expect(rows[0]).toEqual(['编码', '名称', '上级编码', '类型', '经度', '纬度', '户数'])
  const grids = rowsOf(await sheetOf(w, '示范社区的三级网格（29）'))
  expect(grids).toHaveLength(30)

  await page.getByRole('link', { name: '导入', exact: true }).click()
  await check(w, '原样.xlsx', all)
  await page.getByText(`检查完毕，没有写入：${rows.length - 1}行中，新增0，更改0，未变${rows.length - 1}，拒绝0`).waitFor()
  const [heads, ...given] = grids as [string[], ...string[][]]
  const mended = given.slice(0, 3).map((r) => [...r])
  mended[0]![heads.indexOf('名称')] = '改过名的网格'
  mended[1]![heads.indexOf('户数')] = '很多'
  await check(w, '改过.xlsx', filled(all, mended))
  await page.getByText('检查完毕，没有写入：3行中，新增0，更改1，未变1，拒绝1').waitFor()
  await page.getByRole('cell', { name: '“很多”不是数' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: '导入2行' }).click()
  await page.getByText('已写入：3行中，新增0，更改1，未变1，拒绝1').waitFor()

  // It can be left and found again, with the rows that were refused.
  await page.getByRole('link', { name: '辖区' }).click()
  await page.getByRole('link', { name: '导入', exact: true }).click()
  await page.getByRole('button', { name: '查看 改过.xlsx' }).first().click()
  await page.getByText('已写入：3行中，新增0，更改1，未变1，拒绝1').waitFor()
  const [back] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载没有通过的行' }).click(),
  ])
  expect(rowsOf(readFileSync(await back.path()))).toHaveLength(2)
  expect((await named(page, 'places', '改过名的网格')).name).toBe('改过名的网格')
  expectNoFaults(w)
})

it('takes organisations out as a sheet that comes in again as it is', async () => {
  const w = await server.office('keeper')
  const { page } = w
  await page.goto(`${server.origin}/office#/territory/orgs`)
  const all = await sheetOf(w, '全部组织')
  const n = rowsOf(all).length - 1
  expect(n).toBeGreaterThan(20)
  await page.getByRole('link', { name: '导入', exact: true }).click()
  await page.getByRole('radiogroup', { name: '导入什么' }).getByText('组织').click()
  await check(w, '组织.xlsx', all)
  await page.getByText(`检查完毕，没有写入：${n}行中，新增0，更改0，未变${n}，拒绝0`).waitFor()
  expectNoFaults(w)
})

it('keeps what is typed when somebody saved first, shows both, and saves either', async () => {
  const w = await server.office('keeper')
  const other = await server.office('keeper')
  const { page } = w
  const place = await open(w, 'places', '三级网格5-1')
  await open(other, 'places', '三级网格5-1')
  await way(page, '更正资料')
  await page.getByLabel('户数').fill('345')
  await way(other.page, '更名')
  await other.page.getByLabel('名称', { exact: true }).fill('别人改的名')
  await other.page.getByRole('button', { name: '确定更名' }).click()
  await other.page.getByRole('heading', { name: '别人改的名' }).waitFor()

  await page.getByRole('button', { name: '保存', exact: true }).click()
  const both = page.getByRole('region', { name: '别人刚刚改过' })
  await both.waitFor()
  await expect.poll(() => both.getByRole('row', { name: /^名称/ }).innerText()).toMatch(/三级网格5-1\s+别人改的名\s+没有改/)
  await expect.poll(() => both.getByRole('row', { name: /^户数/ }).innerText()).toMatch(/345$/)
  expect(await page.getByLabel('户数').inputValue()).toBe('345')
  expect(await violations(page)).toEqual([])
  await both.getByRole('button', { name: '仍按我填的保存' }).click()
  const now = () => asked<{ place: { name: string; households: number } }>(page, `/places/${place.id}`)
  await expect.poll(async () => (await now()).place).toMatchObject({ name: '别人改的名', households: 345 })
  await both.waitFor({ state: 'detached' })

  // An organisation that was renamed meanwhile; this time theirs is taken.
  const org = await open(w, 'orgs', '示范社会工作服务站')
  await open(other, 'orgs', '示范社会工作服务站')
  await way(page, '更名')
  await page.getByLabel('名称', { exact: true }).fill('我改的名')
  await way(other.page, '更名')
  await other.page.getByLabel('名称', { exact: true }).fill('社工站新名')
  await other.page.getByRole('button', { name: '确定更名' }).click()
  await other.page.getByRole('heading', { name: '社工站新名' }).waitFor()
  await page.getByRole('button', { name: '确定更名' }).click()
  await expect.poll(() => both.getByRole('row', { name: /^名称/ }).innerText()).toMatch(/社工站新名\s+我改的名$/)
  await both.getByRole('button', { name: '采用现在的' }).click()
  await page.getByRole('heading', { name: '社工站新名' }).waitFor()
  expect((await asked<{ org: Node }>(page, `/orgs/${org.id}`)).org.name).toBe('社工站新名')
  const refusals = (faults: string[]) => faults.filter((f) => !/status of 409/.test(f))
  expect(refusals(w.faults)).toEqual([])
  expectNoFaults(other)
})

it('moves and ends a place and an organisation', async () => {
  const w = await server.office('keeper')
  const { page } = w
  const place = await open(w, 'places', '四级网格1-2-1')
  await way(page, '改隶属')
  await page.getByLabel('新的上级').fill('三级网格1-3')
  await page.getByRole('button', { name: /^三级网格1-3 / }).click()
  await page.getByRole('button', { name: '确定改隶属' }).click()
  await page.getByRole('button', { name: '三级网格1-3', exact: true }).waitFor() // above its heading
  await way(page, '撤销')
  await page.getByText('下辖的一并撤销').click()
  await page.getByRole('button', { name: '确定撤销' }).click()
  await page.getByRole('heading', { name: '三级网格1-3' }).waitFor()
  const ended = await asked<{ place: { to?: string } }>(page, `/places/${place.id}`)
  expect(ended.place.to).toBeTruthy()

  const above = await named(page, 'orgs', '示范社区居民委员会')
  const org = await open(w, 'orgs', '示范社区人民调解委员会')
  await way(page, '改隶属')
  await page.getByLabel('新的上级').fill(above.name)
  await page.locator('form.form').getByRole('button', { name: new RegExp(`^${above.name}`) }).first().click()
  await page.getByRole('button', { name: '确定改隶属' }).click()
  await page.getByRole('navigation', { name: '上级' }).getByRole('button', { name: above.name, exact: true }).waitFor()
  const moved = await asked<{ org: { parent?: string } }>(page, `/orgs/${org.id}`)
  expect(moved.org.parent).toBe(above.id)
  await way(page, '撤销')
  await page.getByRole('button', { name: '确定撤销' }).click()
  await page.getByRole('heading', { name: above.name }).waitFor()
  const gone = await asked<{ org: { to?: string } }>(page, `/orgs/${org.id}`)
  expect(gone.org.to).toBeTruthy()
  expectNoFaults(w)
})

it('colours the map by a figure, and prints the boards of all grids of a kind', async () => {
  const w = await server.office('secretary')
  const { page } = w
  await open(w, 'places', '示范社区')
  await page.getByRole('combobox', { name: '按数字着色' }).press('ArrowDown')
  await page.getByRole('option', { name: /未办结/ }).first().click()
  await page.getByRole('group', { name: '图例' }).waitFor()
  await page.getByRole('link', { name: '公示牌（打印）' }).click()
  await page.getByRole('combobox', { name: '印哪些' }).press('ArrowDown')
  await page.getByRole('option', { name: /下辖的全部二级网格/ }).click()
  await page.getByText(/^共6张，每张一页A4/).waitFor()
  const codes = page.getByRole('img', { name: /扫码/ })
  await expect.poll(() => codes.count()).toBe(6)
  await allPictures(page)
  expect(await violations(page)).toEqual([])
  expectNoFaults(w)
})
