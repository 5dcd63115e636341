/* What was sent can be taken back for some seconds: everything stands in the form again, and nothing went. */
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectNoFaults, holdTimers, PHONE, useServer } from './windows'

const server = useServer()
const HOLD_MS = 5000 // shared/outbox.ts
const WORDS = '三号楼二单元楼道灯不亮'

async function report(p: Page) {
  await p.goto(`${server.origin}/#/report`)
  await p.getByText(/属于/).waitFor()
  await p.getByLabel('什么事').fill(WORDS)
  await p.getByRole('radio', { name: '楼道设施', exact: true }).check()
  await p.getByRole('button', { name: '提交', exact: true }).press('Enter')
}

it('a report is taken back by the keyboard, mended and sent once; a page that is closed loses none', async () => {
  const w = await server.window(PHONE)
  const p = w.page
  const pass = await holdTimers(p, HOLD_MS)
  const sent: string[] = []
  p.on('request', (r) => {
    if (r.method() === 'POST' && r.url().endsWith('/api/v1/cases')) sent.push(r.postData() ?? '')
  })
  await report(p)
  await p.getByRole('status').getByText('上报马上提交').waitFor()
  await p.getByRole('button', { name: '撤回' }).press('Enter')
  const words = p.getByLabel('什么事')
  await expect.poll(() => words.inputValue()).toBe(WORDS)
  await expect.poll(() => p.getByRole('radio', { name: '楼道设施', exact: true }).isChecked()).toBe(true)
  await p.getByRole('button', { name: '撤回' }).waitFor({ state: 'detached' })
  expect(sent).toEqual([])
  await words.fill(`${WORDS}，三天了`)
  await p.getByRole('button', { name: '提交', exact: true }).press('Enter')
  await p.getByRole('button', { name: '撤回' }).waitFor()
  await pass() // what was taken back comes due, too
  await p.getByRole('heading', { name: '已收到' }).waitFor()
  await w.settle()
  expect(sent).toHaveLength(1)
  expect(sent[0]).toContain('三天了')

  /* Closed in these seconds: it is on the phone, and goes when the page is opened again. */
  await p.goto(`${server.origin}/#/mine`)
  await p.getByRole('heading', { level: 1, name: '我的' }).waitFor()
  await p.route('**/api/v1/cases', (r) => r.abort()) // the phone dies before a word is out
  await report(p)
  await p.getByRole('button', { name: '撤回' }).waitFor()
  await p.close()
  const next = await w.context.newPage()
  const reply = next.waitForResponse((r) => r.request().method() === 'POST' && r.url().endsWith('/api/v1/cases'))
  await next.goto(`${server.origin}/#/mine`)
  expect((await reply).status()).toBe(201)
  await next.getByRole('link', { name: new RegExp(`${WORDS} `) }).first().waitFor()
  expectNoFaults(w)
  await w.close()
})

it('a move is taken back, also from another page, and stands in its form again', async () => {
  const clerk = await server.phone('clerk1')
  const p = clerk.page
  const pass = await holdTimers(p, HOLD_MS)
  await p.reload()
  const { csrf } = (await (await p.request.get(`${server.origin}/api/v1/me`)).json()) as { csrf: string }
  const made = await p.request.post(`${server.origin}/api/v1/cases`, {
    data: { class: 'd.01', lon: 100.0012, lat: 38.0015, words: WORDS },
    headers: { 'X-CSRF-Token': csrf },
  })
  const { id } = (await made.json()) as { id: string }
  const version = async () =>
    ((await (await p.request.get(`${server.origin}/api/v1/cases/${id}`)).json()) as { version: number }).version
  const before = await version()
  await p.goto(`${server.origin}/#/case/${id}`)
  await p.getByRole('button', { name: '不予受理' }).click()
  const why = p.getByLabel(/理由|原因/)
  await why.fill('不在本辖区')
  await p.getByRole('button', { name: '确认不予受理' }).click()
  await p.getByRole('button', { name: '撤回' }).click()
  await expect.poll(() => why.inputValue()).toBe('不在本辖区')
  await p.getByRole('button', { name: '确认不予受理' }).click()
  await p.getByRole('button', { name: '撤回' }).waitFor()
  await p.getByRole('link', { name: '今天' }).click()
  await p.getByRole('button', { name: '撤回' }).click()
  await p.getByRole('heading', { name: '今天' }).waitFor()
  await p.goto(`${server.origin}/#/case/${id}`)
  await p.getByRole('button', { name: '不予受理' }).click()
  await expect.poll(() => why.inputValue()).toBe('不在本辖区')
  await pass()
  await clerk.settle()
  expect(await version()).toBe(before)
  expectNoFaults(clerk)
  await clerk.close()
})
