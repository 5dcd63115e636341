/* More wait to be dispatched than the desk lists at once: it says so, counts them all, and reaches the rest. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { serve, type Served } from './server'
import { AT_HOME, DESK, expectNoFaults, openBrowser, openWindow, signIn } from './windows'

const MANY = 205
const AT_ONCE = 50
let browser: Browser
let server: Served
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serve()])
  await allWait()
}, 120000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})
const at = (path: string) => `${server.origin}/api/v1${path}`

/** Cases that the clerk has accepted. */
async function allWait() {
  const clerk = await browser.newContext()
  const ask = clerk.request
  const told = await ask.post(at('/session'), { data: { login: 'clerk1', password: server.password } })
  const headers = { 'X-CSRF-Token': ((await told.json()) as { csrf: string }).csrf }
  const where = { lon: AT_HOME.longitude, lat: AT_HOME.latitude }
  for (let n = 1; n <= MANY; n++) {
    const data = { process: 'demand', class: 'd.01', channel: 'on_behalf', for_name: '王某', words: `第${n}盏路灯不亮`, ...where }
    const { id } = (await (await ask.post(at('/cases'), { data, headers })).json()) as { id: string }
    const moved = await ask.post(at(`/cases/${id}/moves`), { data: { move: 'accept', version: 1 }, headers })
    expect(moved.status()).toBe(200)
  }
  await clerk.close()
}

it('all that wait are counted, and scrolling reaches the last of them', async () => {
  const desk = await openWindow(browser, server.origin, DESK)
  const page = desk.page
  await signIn(page, server.origin, 'dispatcher1', server.password, 'office')
  await page.goto(`${server.origin}/office#/desk`)
  const cards = page.getByRole('article')
  await page.getByText(`${MANY}件等待派遣 · 已列出前${AT_ONCE}件`).waitFor()
  await expect.poll(() => cards.count()).toBe(AT_ONCE)
  await page.getByText(`还有${MANY - AT_ONCE}件没有列出，也不在图上`).waitFor()

  const list = page.getByRole('region', { name: '调度台' })
  const down = () => list.locator('ul.rows').evaluate((e) => e.scrollTo(0, e.scrollHeight))
  await expect.poll(() => down().then(() => cards.count()), { timeout: 20000 }).toBe(MANY)
  await page.getByText(`${MANY}件等待派遣`, { exact: true }).waitFor()
  const last = cards.filter({ hasText: `第${MANY}盏路灯不亮` })
  await last.scrollIntoViewIfNeeded() // only what is seen is asked about
  await last.getByText(/建议 /).waitFor()

  // The last one is given to its unit: one less waits, at once and after a reload.
  await last.getByRole('button', { name: /派遣给/ }).first().click()
  await page.getByText(`${MANY - 1}件等待派遣`, { exact: true }).waitFor()
  await page.getByText(/已派遣给/).waitFor()
  await page.getByText(`${MANY - 1}件等待派遣`, { exact: true }).waitFor()
  await page.reload()
  await page.getByText(`${MANY - 1}件等待派遣 · 已列出前${AT_ONCE}件`).waitFor()
  expectNoFaults(desk)
})

it('when the next ones do not come the desk says so, and asks again when it is told to', async () => {
  const desk = await openWindow(browser, server.origin, DESK)
  const page = desk.page
  await signIn(page, server.origin, 'dispatcher1', server.password, 'office')
  const next = /\/my\/tasks\?.*before=/
  await page.route(next, (route) => route.fulfill({ status: 503, json: { error: 'busy', message: '现在太忙' } }))
  await page.goto(`${server.origin}/office#/desk`)
  const cards = page.getByRole('article')
  await expect.poll(() => cards.count(), { timeout: 20000 }).toBe(AT_ONCE)
  const list = page.getByRole('region', { name: '调度台' })
  await list.locator('ul.rows').evaluate((e) => e.scrollTo(0, e.scrollHeight))
  const alert = list.getByRole('alert')
  await alert.getByText('没有列出来').waitFor()
  await alert.getByText('现在太忙').waitFor()
  await page.unroute(next)
  await list.getByRole('button', { name: '再试一次' }).click()
  await expect.poll(() => cards.count(), { timeout: 20000 }).toBe(2 * AT_ONCE)
  await alert.waitFor({ state: 'detached' })
  expect(desk.faults.filter((f) => !/status of 503/.test(f))).toEqual([])
})

it('by keys alone the list goes on, and each is asked about only when it is seen', async () => {
  const desk = await openWindow(browser, server.origin, DESK)
  const page = desk.page
  const asked = new Set<string>()
  page.on('request', (r) => /\/suggestion$/.test(r.url()) && asked.add(r.url()))
  await signIn(page, server.origin, 'dispatcher1', server.password, 'office')
  await page.goto(`${server.origin}/office#/desk`)
  const cards = page.getByRole('article')
  await expect.poll(() => cards.count(), { timeout: 20000 }).toBe(AT_ONCE)
  await desk.settle()
  expect(asked.size).toBeLessThan(20)
  for (let n = 1; n < AT_ONCE + 10; n++) {
    await page.keyboard.press('j')
    if (n === AT_ONCE - 2) await expect.poll(() => cards.count(), { timeout: 20000 }).toBe(2 * AT_ONCE)
  }
  await expect.poll(() => cards.nth(AT_ONCE + 9).getAttribute('aria-current')).toBe('true')
  expectNoFaults(desk)
})
