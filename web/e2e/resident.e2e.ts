/* Who has no account and a phone: reported in three taps, the place put right on a map, a reply that was lost. */
import { expect, it, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { AT_HOME, expectNoFaults, PHONE, photo, useServer } from './windows'

const AIM_MS = 20000 // what a practised worker takes, all in
const BOUND_MS = 60000 // on a machine that does other things at the same time; the figure is printed
const server = useServer()

interface Seen {
  id: string
  number: string
  class: string
  lon: number
  channel: string
}
async function byCode(page: Page, code: string): Promise<Seen> {
  return (await (await page.request.get(`${server.origin}/api/v1/follow/${code}`)).json()) as Seen
}
/** The code that the page shows after a report. */
async function codeOn(page: Page): Promise<string> {
  await page.getByRole('heading', { name: '已收到' }).waitFor()
  return (await page.locator('.code .number').innerText()).trim()
}

it(`a worker reports in three taps and the words, aim ${AIM_MS / 1000} s, bound ${BOUND_MS / 1000} s`, async () => {
  const w = await server.phone('worker9')
  const picture = await photo(w.page, 'lamp')
  const before = Date.now()
  await w.page.getByRole('navigation').getByRole('link', { name: '上报' }).tap()
  await w.page.getByText(/属于/).waitFor() // by the phone's position: nothing to tap
  await w.page.getByLabel('拍照').setInputFiles(picture)
  await w.page.getByLabel('什么事').pressSequentially('三号楼二单元楼道灯不亮', { delay: 150 }) // as fast as people type
  await w.page.getByRole('radio', { name: '楼道设施', exact: true }).check()
  await w.page.getByRole('button', { name: '提交', exact: true }).tap()
  const code = await codeOn(w.page)
  const took = Date.now() - before
  console.log(`reported in ${(took / 1000).toFixed(1)} s (aim ${AIM_MS / 1000})`)
  expect(took).toBeLessThan(BOUND_MS)
  expect(await byCode(w.page, code)).toMatchObject({ class: 'd.01', channel: 'worker' })
  expectNoFaults(w)
  await w.close()
})

it('a resident needs no word for a class: an example and a photo are enough, and what is for 119 says so', async () => {
  const w = await server.window(PHONE)
  const p = w.page
  await p.goto(`${server.origin}/#/report`)
  await p.getByText(/属于/).waitFor()
  expect(await p.getByRole('radio').count()).toBe(0) // nothing to choose before there are words
  await p.getByLabel('拍照').setInputFiles(await photo(p, 'example'))
  await p.getByRole('button', { name: '楼道灯', exact: true }).tap()
  await p.getByRole('radio', { name: '楼道设施', exact: true, checked: true }).waitFor()
  await p.getByRole('button', { name: '提交', exact: true }).tap()
  expect(await byCode(p, await codeOn(p))).toMatchObject({ class: 'd.01' })

  await p.getByRole('button', { name: '再报一件' }).tap()
  const words = p.getByLabel('什么事')
  await words.fill('楼上着火了')
  const call = p.getByRole('alert').filter({ hasText: '火情' })
  await call.getByRole('link', { name: '拨打 119' }).waitFor()
  await words.fill('这里说不清楚')
  await call.waitFor({ state: 'detached' })
  /* Sent without a pause the last words count; which tell no class ask for one, from a list with everyday words. */
  await p.getByRole('button', { name: '提交', exact: true }).tap()
  await p.getByText('看不出是哪一类').waitFor()
  await p.getByText('楼道灯、感应灯、声控灯、单元门').waitFor()
  await p.getByRole('radio', { name: '火情', exact: true }).check()
  await p.getByText('请按上面的提示办理，不在这里上报').waitFor()
  expect(await p.getByRole('button', { name: '提交', exact: true }).count()).toBe(0)
  expectNoFaults(w)
  await w.close()
})

it('a resident moves the pin by the keys of a map, and the report is filed there', async () => {
  const w = await server.window(PHONE)
  await w.page.goto(`${server.origin}/#/report`)
  await w.page.getByText(/属于/).waitFor()
  await w.page.getByRole('button', { name: '在地图上移动' }).click()
  const sheet = w.page.getByRole('dialog', { name: '在地图上选位置' })
  const map = sheet.getByRole('application')
  await map.focus()
  await vi.waitFor(
    async () => {
      await w.page.keyboard.press('ArrowRight') // until the map is there
      await sheet.getByRole('button', { name: '就在这里' }).waitFor()
      expect(await map.locator('canvas').count()).toBeGreaterThan(0)
    },
    { timeout: 20000, interval: 200 },
  )
  for (let i = 0; i < 5; i++) await w.page.keyboard.press('ArrowRight')
  await sheet.getByText(/属于/).waitFor()
  await sheet.getByRole('button', { name: '就在这里' }).click()
  await sheet.waitFor({ state: 'hidden' })
  await w.page.getByLabel('什么事').fill('消防通道被占')
  await w.page.getByRole('radio', { name: '安全隐患', exact: true }).check()
  await w.page.getByRole('button', { name: '提交', exact: true }).click()
  const seen = await byCode(w.page, await codeOn(w.page))
  expect(seen.lon).toBeGreaterThan(AT_HOME.longitude + 1e-6)
  expectNoFaults(w)
  await w.close()
})

it('a reply that is lost costs neither a second report nor the code, which is drawn to be scanned', async () => {
  const w = await server.window({ ...PHONE, serviceWorkers: 'block' })
  const p = w.page
  const replies: { id: string; code?: string; again: boolean }[] = []
  await p.route('**/api/v1/cases', async (route) => {
    const answer = await route.fetch()
    replies.push((await answer.json()) as (typeof replies)[number])
    await (replies.length === 1 ? route.abort('connectionreset') : route.fulfill({ response: answer }))
  })
  await p.goto(`${server.origin}/#/report`)
  await p.getByText(/属于/).waitFor()
  await p.getByLabel('什么事').fill('单元门关不上，门禁坏了')
  await p.getByRole('radio', { name: '楼道设施', exact: true }).check()
  await p.getByRole('button', { name: '提交', exact: true }).click()
  await p.getByRole('heading', { name: '已保存在本机' }).waitFor()
  await p.getByRole('main').getByRole('link', { name: '查看待提交' }).click()
  await p.getByText('都已提交，没有待提交的内容').waitFor()
  expect(replies.map((r) => r.again)).toEqual([false, true])
  expect(replies[1]).toMatchObject({ id: replies[0]!.id, code: replies[0]!.code })

  const code = replies[0]!.code!
  await p.goto(`${server.origin}/#/mine`)
  await p.getByRole('link', { name: /单元门关不上/ }).click()
  await p.getByRole('heading', { name: /单元门关不上/ }).waitFor()
  await p.getByText('查询码和二维码').click()
  await p.getByText(code, { exact: true }).waitFor()
  const qr = p.getByRole('img', { name: `查询码 ${code} 的二维码` })
  await expect.poll(() => qr.evaluate((i: HTMLImageElement) => i.naturalWidth)).toBeGreaterThan(20)
  /* The link that is saved opens without script, wherever. */
  const saved = await p.locator('.code a').getAttribute('href')
  expect(await (await p.request.get(saved!)).text()).toContain('单元门关不上')
  expect(w.faults.filter((f) => !/ERR_CONNECTION_RESET/.test(f))).toEqual([])
  await w.close()
})
