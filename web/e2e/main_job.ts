/* The main job, by four people in four windows: reported, dispatched, handled without network, verified, judged. */
import { expect, vi } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import type { Served } from './server'
import { DESK, expectNoFaults, openWindow, PHONE, photo, signIn } from './windows'

const UNIT = '示范社区居民委员会'
const HANDLER = 'j01-1'
const VERIFIER = 'worker9' // of the grid of the third level in which it lies
const WAIT = { timeout: 20000, interval: 100 }

const fetched = (page: Page) =>
  page.evaluate(() => performance.getEntriesByType('resource').map((r) => r.name).join(' '))

/** What the server says of a case to whoever is signed in in that window. */
async function asked<T>(page: Page, origin: string, path: string): Promise<T> {
  return (await (await page.request.get(`${origin}/api/v1${path}`)).json()) as T
}

export async function report(page: Page, origin: string, words: string): Promise<{ number: string; code: string }> {
  await page.goto(`${origin}/`)
  await page.getByRole('main').getByRole('link', { name: '我要上报' }).click()
  await page.getByText(/属于/).waitFor()
  await page.getByLabel('拍照').setInputFiles(await photo(page, words))
  await page.getByRole('img', { name: '第1张照片' }).waitFor()
  await page.getByLabel('什么事').fill(words)
  await page.getByRole('radio', { name: '楼道设施', exact: true, checked: true }).waitFor() // which the words suggest
  await page.getByRole('button', { name: '都不是，看全部类别' }).click()
  await page.getByRole('radio', { name: '安全隐患', exact: true }).check()
  await page.getByRole('button', { name: '提交', exact: true }).click()
  await page.getByRole('heading', { name: '已收到' }).waitFor()
  const said = await page.getByRole('status').innerText()
  const number = /SQ[\d-]+/.exec(said)?.[0]
  const code = /查询码[^\n]*\n+\s*([0-9A-Z-]+)/.exec(said)?.[1]
  if (!number || !code) throw new Error(`no number and code in: ${said}`)
  return { number, code }
}

/** Open that case in the office's list. */
export async function openInOffice(page: Page, origin: string, number: string) {
  await page.goto(`${origin}/office#/todo`)
  await page.getByRole('button', { name: number }).first().click()
}

/** Choose a move, fill its form, send it. */
export async function carry(page: Page, title: string, fill?: (form: Locator) => Promise<void>) {
  await page.getByRole('button', { name: title, exact: true }).click()
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
  await form.waitFor()
  await fill?.(form)
  await form.getByRole('button', { name: title }).click()
}

/** The unit that the pack's rule suggests stands there by itself. */
const hasUnit = (form: Locator) => form.getByRole('button', { name: `去掉${UNIT}` }).waitFor()

export async function mainJob(browser: Browser, server: Served, origin = server.origin) {
  const words = `三号楼二单元楼道灯不亮 ${Date.now()}`
  const resident = await openWindow(browser, origin, PHONE)
  const office = await openWindow(browser, origin, DESK)
  // Also where there is no service worker nothing is lost.
  const worker = await openWindow(browser, origin, { ...PHONE, serviceWorkers: 'block' })
  const verifier = await openWindow(browser, origin, PHONE)

  const { number, code } = await report(resident.page, origin, words)

  // In one window two people after each other, as at a counter.
  await signIn(office.page, origin, 'clerk1', server.password, 'office')
  await openInOffice(office.page, origin, number)
  await carry(office.page, '受理')
  await vi.waitFor(async () => expect((await stepOf(office.page, origin, number)).step).toBe('dispatch'), WAIT)
  await office.settle() // what is asked for when one signs out is refused, which the browser writes down
  await office.page.getByRole('button', { name: '退出登录' }).click()
  await signIn(office.page, origin, 'dispatcher1', server.password, 'office')
  await openInOffice(office.page, origin, number)
  await carry(office.page, '派遣', hasUnit)
  await vi.waitFor(async () => expect((await stepOf(office.page, origin, number)).step).toBe('handling'), WAIT)

  // The worker handles it in the cellar.
  const w = worker.page
  await signIn(w, origin, HANDLER, server.password, 'mobile')
  await w.goto(`${origin}/#/today`)
  await w.getByRole('link', { name: words }).first().click()
  await w.getByRole('button', { name: '办结' }).first().waitFor()
  await vi.waitFor(async () => expect(await fetched(w)).toMatch(/OutboxPage/), WAIT) // all pages are on the phone
  await worker.context.setOffline(true)
  const after = await photo(resident.page, `after ${words}`)
  await carry(w, '办结', async (form) => {
    await form.getByLabel('公开内容').fill('已更换楼道灯具')
    await form.getByLabel('拍照').setInputFiles(after)
    await w.getByRole('img', { name: '第1张照片' }).waitFor()
  })
  await w.getByRole('link', { name: '1件待提交' }).waitFor()
  await w.getByRole('link', { name: '1件待提交' }).click()
  await w.getByText('等待网络').first().waitFor()
  const { id } = await stepOf(office.page, origin, number)
  expect((await timeline(office.page, origin, id)).filter(isDone)).toHaveLength(0)
  await worker.context.setOffline(false)
  await w.getByRole('link', { name: '1件待提交' }).waitFor({ state: 'detached' })
  await expect.poll(async () => (await timeline(office.page, origin, id)).filter(isDone)).toHaveLength(1)

  // Somebody else looks at the place.
  const v = verifier.page
  await signIn(v, origin, VERIFIER, server.password, 'mobile')
  await v.goto(`${origin}/#/today`)
  await v.getByRole('link', { name: words }).first().click()
  await v.getByRole('img', { name: '处理后' }).first().waitFor()
  await carry(v, '核查通过，结案')
  await vi.waitFor(async () => expect((await asked<Seen>(v, origin, `/follow/${code}`)).state).toBe('ended'), WAIT)

  // The resident says what came of it, by the code.
  const r = resident.page
  await r.goto(`${origin}/`)
  await r.getByPlaceholder('查询码').fill(code)
  await r.getByRole('button', { name: '查进度' }).click()
  const judgement = r.locator('form').filter({ has: r.getByRole('heading', { name: /评价/ }) })
  await judgement.waitFor()
  for (const group of await judgement.getByRole('group').all())
    await group.getByRole('radio', { name: /^(是|5 最高)$/ }).check()
  await judgement.getByRole('button', { name: '提交', exact: true }).click()
  await vi.waitFor(
    async () =>
      expect((await timeline(office.page, origin, id)).filter((e) => e.kind === 'case.evaluated')).toHaveLength(1),
    WAIT,
  )
  // Sent once, also now that the outbox has long been seen to.
  expect((await timeline(office.page, origin, id)).filter(isDone)).toHaveLength(1)

  expectNoFaults(resident, office, worker, verifier)
  await Promise.all([resident, office, worker, verifier].map((x) => x.close()))
}

interface Seen {
  id: string
  number: string
  step: string
  state: string
}
interface Entry {
  kind: string
  data?: Record<string, unknown>
}
const isDone = (e: Entry) => e.kind === 'case.moved' && e.data?.move === 'done'

async function stepOf(page: Page, origin: string, number: string): Promise<Seen> {
  const found = await asked<{ items: Seen[] }>(page, origin, `/cases?q=${number}`)
  const one = found.items.find((c) => c.number === number)
  if (!one) throw new Error(`${number} is not found`)
  return asked<Seen>(page, origin, `/cases/${one.id}`)
}
async function timeline(page: Page, origin: string, id: string): Promise<Entry[]> {
  return (await asked<{ items: Entry[] }>(page, origin, `/cases/${id}/timeline`)).items
}
