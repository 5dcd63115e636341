/* A new case at the office: the pin says in which grid it lies, like cases are shown, classes offered. */
import { expect, it, vi } from 'vitest'
import { AT_HOME, DESK, expectNoFaults, signIn, useServer } from './windows'

const WAIT = { timeout: 20000, interval: 100 }
const server = useServer()

it('a pin put by a click and moved by keys sets the grid of the case that is made', async () => {
  const office = await server.window(DESK)
  const page = office.page
  const at = (path: string) => `${server.origin}/api/v1${path}`
  // Known already, right here.
  await page.request.post(at('/cases'), {
    data: { process: 'demand', class: 'd.01', lon: AT_HOME.longitude, lat: AT_HOME.latitude, words: '三号楼楼道灯不亮' },
  })
  await signIn(page, server.origin, 'clerk1', server.password, 'office')
  await page.goto(`${server.origin}/office#/new?process=demand`)
  const map = page.getByRole('application', { name: /在地图上放图钉/ })
  const where = page.getByRole('group', { name: /^地点/ })
  const opened = page.locator('section[aria-busy="false"]').filter({ has: map })
  await opened.waitFor()
  await map.click()
  const grid = where.getByText(/属于.*五级网格/)
  await grid.waitFor()
  const first = await grid.innerText()
  await map.focus()
  // Far enough for another grid: each step is a few pixels.
  await vi.waitFor(async () => {
    await page.keyboard.press('Shift+ArrowRight')
    expect(await grid.innerText()).not.toBe(first)
  }, WAIT)
  await page.getByLabel('情况描述').fill('三号楼楼道灯不亮')
  await page.getByRole('group', { name: '建议类别' }).getByRole('button').first().click()
  await page.getByRole('button', { name: '✓' }).waitFor()
  await office.settle()
  const said = (await grid.innerText()).split(/\s+/).at(-1)!
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const number = /SQ[\d-]+/.exec(await page.getByText(/已建立 SQ/).innerText())![0]
  const told = await page.request.get(at(`/cases?number=${number}`))
  const { id } = ((await told.json()) as { items: { id: string }[] }).items[0]!
  const made = (await (await page.request.get(at(`/cases/${id}`))).json()) as { place_name: string; lon: number }
  expect(said).toContain(made.place_name)

  // The same again at the same spot: what is known is shown, and leads to it.
  await page.getByRole('button', { name: '再建一件' }).click()
  await opened.waitFor()
  await map.click()
  await page.getByLabel('情况描述').fill('三号楼楼道灯不亮')
  await page.getByRole('region', { name: '附近可能已有同样的事项' }).getByRole('link').first().waitFor()
  expectNoFaults(office)
})

it('for whom it is filed is asked where somebody called, and kept with the case; next time it stands as it was', async () => {
  const office = await server.office('clerk1')
  const page = office.page
  await page.goto(`${server.origin}/office#/new?process=demand`)
  const came = page.getByRole('group', { name: '怎么来的' })
  await came.getByLabel('工作中发现').waitFor()
  await expect.poll(() => came.getByLabel('工作中发现').isChecked()).toBe(true)
  expect(await page.getByLabel('反映人姓名').count()).toBe(0)
  await came.getByRole('radio', { name: '居民来电、来访' }).check()
  await page.getByLabel('情况描述').fill('四号楼门禁坏了')
  await page.locator('select').selectOption({ index: 1 })
  const map = page.getByRole('application', { name: /在地图上放图钉/ })
  await page.locator('section[aria-busy="false"]').filter({ has: map }).waitFor()
  await map.click()
  await page.getByText(/属于.*五级网格/).waitFor()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText('请填写反映人怎么称呼').waitFor()
  await expect.poll(() => page.getByLabel('反映人姓名').evaluate((e) => e === document.activeElement)).toBe(true)
  await page.getByLabel('反映人姓名').fill('王女士')
  await page.getByLabel('联系电话').fill('13800138000') // asked for once: the form has it
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByText(/已建立 SQ/).waitFor()
  await page.getByRole('link', { name: '打开' }).click()
  await page.getByText('代群众', { exact: true }).waitFor()
  const id = new URL(page.url().replace('#', '')).searchParams.get('case')
  const told = await page.request.get(`${server.origin}/api/v1/cases/${id}/parties`)
  const { items } = (await told.json()) as { items: { role: string; name?: string }[] }
  expect(items.map((x) => x.role)).toEqual(['on_behalf'])
  await page.goto(`${server.origin}/office#/new?process=demand`)
  await expect.poll(() => came.getByLabel('居民来电、来访').isChecked()).toBe(true)
  expectNoFaults(office)
})
