/* The resident's and the clerk's part of the main job with the keyboard alone: no click, no tap. */
import { expect, it, vi } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { DESK, expectNoFaults, photo, useServer } from './windows'

const MOST_TABS = 120 // nobody should need as many
const server = useServer()

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

/** Choose a move and send its form, which `fill` fills in. */
async function carryByKeys(page: Page, title: string, fill?: (form: Locator) => Promise<void>) {
  await tabTo(page, page.getByRole('button', { name: title, exact: true }))
  await page.keyboard.press('Enter')
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
  await form.waitFor()
  await fill?.(form)
  await tabTo(page, form.getByRole('button', { name: title }))
  await page.keyboard.press('Enter')
}

async function photoByKeys(page: Page, within: Page | Locator, words: string) {
  await tabTo(page, within.getByLabel('拍照'))
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')])
  await chooser.setFiles(await photo(page, words))
  await page.getByRole('img', { name: '第1张照片' }).waitFor()
}

async function signInByKeys(page: Page, login: string, then: Locator) {
  await tabTo(page, page.getByLabel('账号'))
  await page.keyboard.type(login)
  await tabTo(page, page.getByLabel('密码'))
  await page.keyboard.type(server.password)
  await page.keyboard.press('Enter')
  await then.first().waitFor()
}

interface Seen {
  id: string
  step: string
  state: string
}
/** That the case has come to a step, as the server says it to whoever is signed in there. */
const hasCome = (page: Page, number: string, step: string) =>
  vi.waitFor(
    async () => {
      const told = await page.request.get(`${server.origin}/api/v1/cases?q=${number}`)
      expect(((await told.json()) as { items: Seen[] }).items[0]?.step).toBe(step)
    },
    { timeout: 20000, interval: 100 },
  )

it('the main job is done with Tab, arrows, Space and Enter alone', async () => {
  const words = '消防通道被占'
  const resident = await server.window({
    viewport: { width: 390, height: 844 },
    geolocation: { longitude: 100.0012, latitude: 38.0015 },
    permissions: ['geolocation'],
  })
  const r = resident.page
  await r.goto(server.origin)
  await tabTo(r, r.getByRole('link', { name: '我要上报' }))
  await r.keyboard.press('Enter')
  await r.getByText(/属于/).waitFor()
  await photoByKeys(r, r, 'keys')
  await tabTo(r, r.getByLabel('什么事'))
  await r.keyboard.insertText(words)
  await choose(r, '安全隐患') // which the words suggest
  await tabTo(r, r.getByRole('button', { name: '提交', exact: true }))
  await r.keyboard.press('Enter')
  await r.getByRole('heading', { name: '已收到' }).waitFor()
  const said = await r.getByRole('main').innerText()
  const number = /SQ[\d-]+/.exec(said)![0]
  const code = /查询码[^\n]*\n+\s*([0-9A-Z-]+)/.exec(said)![1]!

  const office = await server.window(DESK)
  const o = office.page
  await o.goto(`${server.origin}/office`)
  await signInByKeys(o, 'clerk1', o.getByText(number))
  await tabTo(o, o.getByRole('button', { name: number }))
  await o.keyboard.press('Enter')
  await carryByKeys(o, '受理')
  await hasCome(o, number, 'dispatch')
  await office.settle() // what is asked for when one signs out is refused, which the browser writes down
  await tabTo(o, o.getByRole('button', { name: '退出登录' }))
  await o.keyboard.press('Enter')
  await signInByKeys(o, 'dispatcher1', o.getByText(number))
  await tabTo(o, o.getByRole('button', { name: number }))
  await o.keyboard.press('Enter')
  // The unit that the pack's rule suggests stands there already.
  await carryByKeys(o, '派遣', (form) => form.getByText(/示范社区居民委员会/).first().waitFor())
  await hasCome(o, number, 'handling')

  const phone = await server.window({ viewport: { width: 390, height: 844 } })
  const w = phone.page
  await w.goto(`${server.origin}/#/mine`)
  await signInByKeys(w, 'j01-1', w.getByRole('heading', { name: '今天' }))
  await w.goto(`${server.origin}/#/today`)
  await tabTo(w, w.getByRole('link', { name: words }).first())
  await w.keyboard.press('Enter')
  await carryByKeys(w, '办结', async (form) => {
    await tabTo(w, form.getByLabel('公开内容'))
    await w.keyboard.insertText('通道已清理')
    await photoByKeys(w, form, 'after')
  })
  await hasCome(o, number, 'verifying')
  await w.goto(`${server.origin}/#/mine`)
  await phone.settle()
  await tabTo(w, w.getByRole('button', { name: '退出登录' }))
  await w.keyboard.press('Enter')
  await signInByKeys(w, 'worker9', w.getByRole('heading', { name: '今天' }))
  await w.goto(`${server.origin}/#/today`)
  await tabTo(w, w.getByRole('link', { name: words }).first())
  await w.keyboard.press('Enter')
  await carryByKeys(w, '核查通过，结案')
  await vi.waitFor(
    async () => {
      const told = await r.request.get(`${server.origin}/api/v1/follow/${code}`)
      expect(((await told.json()) as Seen).state).toBe('ended')
    },
    { timeout: 20000, interval: 100 },
  )

  await r.goto(`${server.origin}/#/follow/${code}`)
  const judgement = r.locator('form').filter({ has: r.getByRole('heading', { name: /评价/ }) })
  await judgement.waitFor()
  for (const group of await judgement.getByRole('group').all()) {
    const best = group.getByRole('radio', { name: /^(是|5 最高)$/ })
    await tabTo(r, group.getByRole('radio').first())
    await r.keyboard.press('Space')
    for (let i = await group.getByRole('radio').count(); i > 0 && !(await best.isChecked()); i--)
      await r.keyboard.press('ArrowDown')
  }
  await tabTo(r, judgement.getByRole('button', { name: '提交', exact: true }))
  await r.keyboard.press('Enter')
  await r.getByText('谢谢').first().waitFor()
  expectNoFaults(resident, office, phone)
})
