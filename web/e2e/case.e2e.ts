/* What is done with a case on its own page: split, merged, unmasked, documents, printed. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { serve, type Served } from './server'
import { DESK, expectNoFaults, openBrowser, openWindow, photo, signIn, type Window } from './windows'

let browser: Browser
let server: Served
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serve()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

interface Made {
  id: string
  number: string
}
/** Reported by nobody in particular, in the demo's first grid. */
async function reported(page: Page, words: string, more: object = {}): Promise<Made> {
  const told = await page.request.post(`${server.origin}/api/v1/cases`, {
    data: { process: 'demand', class: 'd.01', lon: 100.0012, lat: 38.0015, words, ...more },
  })
  expect(told.status(), await told.text()).toBe(201)
  return (await told.json()) as Made
}
async function office(login: string): Promise<Window> {
  const w = await openWindow(browser, server.origin, DESK)
  await signIn(w.page, server.origin, login, server.password, 'office')
  return w
}
async function open(w: Window, id: string) {
  await w.page.goto(`${server.origin}/office#/cases?case=${id}`)
  await w.page.locator('.case-sheet h1').waitFor()
  await w.settle()
}

it('a clerk splits a case: words are asked for under their field, then each part goes its own way', async () => {
  const w = await office('clerk1')
  const p = w.page
  const made = await reported(p, '楼道灯不亮，地下室也漏水')
  await open(w, made.id)
  await p.getByRole('button', { name: '拆分成几件' }).click()
  const form = p.getByRole('dialog', { name: `把 ${made.number} 拆分成几件` })
  await form.getByLabel('什么事').first().fill('三号楼二单元楼道灯不亮')
  await form.getByRole('button', { name: '拆分成几件' }).click()
  const second = form.getByLabel('什么事').nth(1)
  await form.getByText('必填', { exact: true }).last().waitFor()
  expect(await second.getAttribute('aria-invalid')).toBe('true')
  expect(await second.evaluate((e) => e === document.activeElement)).toBe(true)
  await second.fill('三号楼地下室漏水')
  await form.getByRole('button', { name: '拆分成几件' }).click()
  await p.getByRole('status').filter({ hasText: '已拆分成2件' }).waitFor()
  const children = p.locator('.links li')
  await expect.poll(() => children.count(), { timeout: 20000 }).toBe(2)
  await children.filter({ hasText: '三号楼地下室漏水' }).getByText('案卷建立').waitFor()
  expect(await children.first().innerText()).toContain('拆分')
  await children.filter({ hasText: '三号楼地下室漏水' }).getByRole('button').click()
  await p.getByRole('heading', { name: '三号楼地下室漏水' }).waitFor()
  await p.getByRole('heading', { name: '来处' }).waitFor()
  expectNoFaults(w)
  await w.close()
})

it('a case that is reported twice is shown as such and merged into the first', async () => {
  const w = await office('clerk1')
  const p = w.page
  const one = await reported(p, '菜市场门口下水道堵了污水横流')
  const two = await reported(p, '菜市场门口的下水道堵了，污水横流没人管')
  await open(w, two.id)
  const same = p.locator('.same li').filter({ hasText: one.number })
  await same.waitFor()
  await same.getByRole('button', { name: '并入这一件' }).click()
  const form = p.locator('footer form')
  await form.getByText(one.number).waitFor()
  await form.getByRole('button', { name: '并案' }).click()
  await p.locator('.stands').getByText('已并入其他事项').waitFor()
  await w.settle()
  const told = await p.request.get(`${server.origin}/api/v1/cases/${two.id}`)
  expect(((await told.json()) as { merged: string; outcome: string }).merged).toBe(one.id)
  await p.locator('.links li').filter({ hasText: one.number }).getByRole('button').click()
  await p.getByRole('heading', { name: '由此产生的事项' }).or(p.getByRole('heading', { name: '来处' })).first().waitFor()
  expectNoFaults(w)
  await w.close()
})

it('its place stands there in words, on a map with the neighbours, and photos open large by keyboard', async () => {
  const w = await office('clerk1')
  const p = w.page
  const body = await photo(p, 'before')
  const sent = await p.request.post(`${server.origin}/api/v1/files`, { multipart: { files: body } })
  const file = ((await sent.json()) as { items: { id: string }[] }).items[0]!.id
  const made = await reported(p, '健身角的长椅断了', { form: { photos: [file] } })
  await open(w, made.id)
  const where = p.locator('.where')
  await where.getByText(/示范社区 › /).waitFor()
  await where.getByText(/相邻：五级网格/).waitFor()
  await where.locator('canvas').first().waitFor()
  const small = p.getByRole('button', { name: '放大看处理前 第1张照片' })
  await small.focus()
  await p.keyboard.press('Enter')
  await p.locator('.el-image-viewer__wrapper').waitFor()
  await p.keyboard.press('Escape')
  await p.locator('.el-image-viewer__wrapper').waitFor({ state: 'detached' })
  expect(await small.evaluate((e) => e === document.activeElement)).toBe(true)
  expectNoFaults(w)
  await w.close()
})
