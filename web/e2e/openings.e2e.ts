/* A new case at the office: only what this account may open is offered, and only where it may. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { serve, type Served } from './server'
import { DESK, expectNoFaults, openBrowser, openWindow, signIn } from './windows'

let browser: Browser
let server: Served
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serve({ practice: 'ganjingzi' })])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const at = (path: string) => `${server.origin}/api/v1${path}`

/** The processes that the list offers. */
async function offered(page: Page): Promise<string[]> {
  await page.goto(`${server.origin}/office#/new`)
  await page.getByRole('combobox', { name: '办理什么业务' }).click()
  await page.getByRole('option').first().waitFor()
  const all = await page.getByRole('option').allInnerTexts()
  await page.keyboard.press('Escape')
  return all.map((s) => s.trim())
}

it('a page that is not for this account says so, and leads back', async () => {
  const w = await openWindow(browser, server.origin, DESK)
  await signIn(w.page, server.origin, 'secretary1', server.password, 'office')
  for (const path of ['/import', '/territory/import']) {
    await w.page.goto(`${server.origin}/office#${path}`)
    await w.page.getByRole('heading', { name: '您没有查看这里的权限' }).waitFor()
    await w.page.getByRole('link', { name: '回首页' }).click()
    await w.page.getByRole('searchbox', { name: '编号、文字（两个字即可）、拼音首字母' }).waitFor()
  }
  expectNoFaults(w)
  await w.close()
})

it('only the subdistrict is offered the whistle; a link to it says to others that it is not theirs', async () => {
  const street = await openWindow(browser, server.origin, DESK)
  await signIn(street.page, server.origin, 'street1', server.password, 'office')
  expect(await offered(street.page)).toContain('街道吹哨、部门报到')
  await street.close()

  const community = await openWindow(browser, server.origin, DESK)
  const page = community.page
  await signIn(page, server.origin, 'secretary1', server.password, 'office')
  const all = await offered(page)
  expect(all).toContain('成员单位季度通报')
  expect(all).not.toContain('街道吹哨、部门报到')
  await page.goto(`${server.origin}/office#/new?process=whistle`)
  await page.getByRole('alert').getByText('“街道吹哨、部门报到”不由您提交').waitFor()
  expect(await page.getByRole('button', { name: '提交', exact: true }).count()).toBe(0)
  expectNoFaults(community)
  await community.close()
})

it('at a place of somebody else the form says so before it is sent, and keeps what was typed', async () => {
  const w = await openWindow(browser, server.origin, DESK)
  const page = w.page
  await signIn(page, server.origin, 'secretary1', server.password, 'office')
  const me = (await (await page.request.get(at('/me'))).json()) as { posts: { place: string }[] }
  const own = (await (await page.request.get(at(`/places/${me.posts[0]!.place}`))).json()) as {
    place: { name: string; parent: string }
  }
  const beside = (await (await page.request.get(at(`/places?parent=${own.place.parent}`))).json()) as {
    items: { id: string; name: string }[]
  }
  const other = beside.items.find((p) => p.name !== own.place.name)!
  await page.goto(`${server.origin}/office#/new?process=unit_report`)
  await page.getByLabel('共建事项').fill('共建口袋公园')
  const send = page.getByRole('button', { name: '提交', exact: true })
  const name = page.getByLabel('按名称选择地点')
  await name.fill(other.name)
  await page.getByRole('button', { name: new RegExp(other.name) }).first().click()
  await page.getByRole('alert').getByText('这个地点的“成员单位季度通报”不由您提交').waitFor()
  await expect.poll(() => send.isDisabled()).toBe(true)

  await page.getByRole('button', { name: `去掉${other.name}` }).click()
  await name.fill(own.place.name)
  await page.getByRole('button', { name: new RegExp(own.place.name) }).first().click()
  await page.getByRole('alert').getByText('不由您提交').waitFor({ state: 'detached' })
  await expect.poll(() => send.isDisabled()).toBe(false)
  expect(await page.getByLabel('共建事项').inputValue()).toBe('共建口袋公园')
  expectNoFaults(w)
  await w.close()
})
