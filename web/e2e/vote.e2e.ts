/* Owners decide together: told of it for fifteen days, counted by two measures, and what came of it is told. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import { serve, type Served } from './server'
import { DESK, openBrowser, openWindow, signIn, type Window } from './windows'

const MATTER = '选聘物业服务企业，每平方米每月一元五角'
let browser: Browser
let server: Served
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serve({ clock: true })])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

async function secretary(): Promise<Window> {
  const w = await openWindow(browser, server.origin, DESK)
  await signIn(w.page, server.origin, 'secretary', server.password, 'office')
  return w
}
/** The form of a move of the case, opened from one's own list. */
async function opened(page: Page, number: string, move: string): Promise<Locator> {
  await page.goto(`${server.origin}/office#/todo`)
  await page.getByRole('button', { name: number }).first().click() // not where the page before says it
  await page.getByRole('button', { name: move, exact: true }).click()
  return page.locator('footer form')
}

it('what was counted is checked as it is written, and the sentence of the result stands in the case', async () => {
  const today = await server.turn('1 minute')
  const first = await secretary()
  let page = first.page
  const me = (await (await page.request.get(`${server.origin}/api/v1/me`)).json()) as { posts: { place: string }[] }
  const own = await (await page.request.get(`${server.origin}/api/v1/places/${me.posts[0]!.place}`)).json()
  await page.goto(`${server.origin}/office#/new?process=owners_decision`)
  await page.getByLabel('按名称选择地点').fill(own.place.name)
  await page.getByRole('button', { name: new RegExp(own.place.name) }).first().click()
  await page.getByLabel('物业管理区域（小区、楼院）').fill('示范小区一号院')
  await page.getByRole('radio', { name: '选聘和解聘物业服务企业或者其他管理人' }).check()
  await page.getByLabel('提请表决的方案').fill(MATTER)
  await page.getByRole('button', { name: '提交', exact: true }).click()
  const number = /YZ[\d-]+/.exec(await page.getByText(/已建立 YZ/).innerText())![0]
  const call = await opened(page, number, '公告并告知居民委员会')
  await call.getByLabel('表决日期').fill(today)
  await call.getByRole('button', { name: '公告并告知居民委员会' }).click()
  await page.getByText('会前公告').first().waitFor()
  await first.close()

  const held = await server.turn('16 days')
  const second = await secretary()
  page = second.page
  const form = await opened(page, number, '登记表决结果')
  await form.getByText('民法典第二百七十八条').first().waitFor() // by which law
  await form.getByLabel('通知日期').fill(today)
  await form.getByLabel('表决日期').fill(held)
  await form.getByLabel('名册由谁核实').fill('区不动产登记中心')
  await form.getByLabel('名册核实日期').fill(today)
  const sum = (which: string, of: string) => form.getByRole('textbox', { name: `${which} ${of}`, exact: true })
  const counted: [string, string, string][] = [
    ['应当表决', '412', '38211.50'],
    ['参与表决', '275', '25474.34'],
    ['赞成', '175', '12737.18'],
    ['反对', '175', '9000.00'],
  ]
  for (const [which, heads, area] of counted) {
    await sum(which, '业主人数').fill(heads)
    await sum(which, '专有部分面积').fill(area)
  }
  const count = form.getByRole('button', { name: '登记表决结果' })
  await count.click()
  // More votes than voters: said where it is wrong, and nothing that was written is lost.
  await form.locator('.wrong').getByText('赞成与反对合计不能多于参与表决的（275）').waitFor()
  expect(await sum('赞成', '业主人数').getAttribute('aria-invalid')).toBe('true')
  expect(await sum('赞成', '专有部分面积').getAttribute('aria-invalid')).not.toBe('true')
  expect(await sum('应当表决', '专有部分面积').inputValue()).toBe('38211.50')
  await sum('反对', '业主人数').fill('100')
  await count.click()
  await page.getByText(/通过：参与表决业主人数275\/412（至少275）、专有部分面积25474\.34\/38211\.50平方米/).first().waitFor()
  await page.getByText('公告表决结果').first().waitFor()
  expect(second.faults.filter((f) => !/status of 422/.test(f))).toEqual([]) // it was refused once, as it should
  await second.close()
})
