/* The resident's and the clerk's part of the main job with the keyboard alone: no click, no tap. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Browser, Locator, Page } from 'playwright-core'
import { serve, type Served } from './server'
import { DESK, expectNoFaults, openBrowser, openWindow, photo } from './windows'

const MOST_TABS = 120 // nobody should need as many
let browser: Browser
let server: Served
beforeAll(async () => {
  ;[browser, server] = await Promise.all([openBrowser(), serve()])
})
afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

const hasFocus = (l: Locator) => l.evaluate((e) => e === document.activeElement)

/** Press Tab until it is reached; it must be there and show where the focus is. */
async function tabTo(page: Page, what: Locator) {
  await what.waitFor({ state: 'attached' })
  for (let i = 0; i < MOST_TABS; i++) {
    if (await hasFocus(what)) {
      // Of what is laid over by its label, the label shows it.
      const seen = await what.evaluate((e) =>
        [e, e.parentElement!, e.nextElementSibling ?? e].some((x) => getComputedStyle(x).outlineStyle !== 'none'),
      )
      expect(seen, `focus is not seen on ${what}`).toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`${what} is not reached by Tab`)
}

/** Of radio buttons only one is reached by Tab; the arrows go on. */
async function choose(page: Page, title: string) {
  const radio = page.getByRole('radio', { name: title, exact: true })
  const name = await radio.getAttribute('name')
  const group = page.locator(`input[type=radio][name="${name}"]`)
  await tabTo(page, group.first())
  await page.keyboard.press('Space')
  for (let i = await group.count(); i > 0 && !(await radio.isChecked()); i--) await page.keyboard.press('ArrowDown')
  expect(await radio.isChecked()).toBe(true)
}

it('a resident reports and a clerk accepts, with Tab, arrows, Space and Enter', async () => {
  const resident = await openWindow(browser, server.origin, {
    viewport: { width: 390, height: 844 },
    geolocation: { longitude: 100.0012, latitude: 38.0015 },
    permissions: ['geolocation'],
  })
  const r = resident.page
  await r.goto(server.origin)
  await tabTo(r, r.getByRole('link', { name: '我要上报' }))
  await r.keyboard.press('Enter')
  await r.getByText(/属于/).waitFor()
  await tabTo(r, r.getByLabel('拍照'))
  const [chooser] = await Promise.all([r.waitForEvent('filechooser'), r.keyboard.press('Space')])
  await chooser.setFiles(await photo(r, 'keys'))
  await r.getByRole('img', { name: '第1张照片' }).waitFor()
  await choose(r, '群众诉求')
  await choose(r, '安全隐患')
  await tabTo(r, r.getByLabel('什么事'))
  await r.keyboard.insertText('消防通道被占')
  await tabTo(r, r.getByRole('button', { name: '提交', exact: true }))
  await r.keyboard.press('Enter')
  await r.getByRole('heading', { name: '已收到' }).waitFor()
  const number = /SQ[\d-]+/.exec(await r.getByRole('main').innerText())![0]

  const office = await openWindow(browser, server.origin, DESK)
  const o = office.page
  await o.goto(`${server.origin}/office`)
  await tabTo(o, o.getByLabel('账号'))
  await o.keyboard.type('clerk1')
  await tabTo(o, o.getByLabel('密码'))
  await o.keyboard.type(server.password)
  await o.keyboard.press('Enter')
  await o.getByText(number).first().waitFor()
  await tabTo(o, o.getByRole('button', { name: number }))
  await o.keyboard.press('Enter')
  await tabTo(o, o.getByRole('button', { name: '受理', exact: true }))
  await o.keyboard.press('Enter')
  const form = o.locator('form').filter({ has: o.getByRole('heading', { name: '受理', exact: true }) })
  await form.waitFor()
  await tabTo(o, form.getByRole('button', { name: '受理' }))
  await o.keyboard.press('Enter')
  await vi.waitFor(
    async () => {
      const told = await o.request.get(`${server.origin}/api/v1/cases?q=${number}`)
      expect(((await told.json()) as { items: { step: string }[] }).items[0]?.step).toBe('dispatch')
    },
    { timeout: 20000, interval: 100 },
  )
  expectNoFaults(resident, office)
})
