import { describe, expect, it } from 'vitest'
import type { BrowserContextOptions } from 'playwright-core'
import { violations } from './axe'
import { filled, type Known, knownThings, pathsOf } from './pages'
import { DESK, expectNoFaults, PHONE, signIn, useServer } from './windows'

let known: Known
const server = useServer({ data: 'lived' }, async () => {
  const w = await server.window(DESK)
  known = await knownThings(w.page, server)
  await w.close()
})

/** In elder mode: letters below 18 px, and what is to be hit below 60 px. */
function tooSmall(): string[] {
  const wrong: string[] = []
  const shown = (e: Element) => e.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && e.getBoundingClientRect().width > 1
  const name = (e: Element) => `${e.tagName.toLowerCase()} "${(e.textContent ?? '').trim().slice(0, 20)}"`
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const e = n.parentElement!
    if (!n.textContent?.trim() || /^(SCRIPT|STYLE|OPTION)$/.test(e.tagName) || e.closest('svg') || !shown(e)) continue
    const px = parseFloat(getComputedStyle(e).fontSize)
    if (px < 18) wrong.push(`letters of ${px} px: ${name(e)}`)
  }
  for (const e of document.querySelectorAll('button, a[href], summary, select, input:not([type=hidden])')) {
    // What lies in a label is hit by the label; a link in running words is no target of its own.
    const box = e.closest('label, .el-input__wrapper, .el-select__wrapper, .el-date-editor')
    const hit = e.matches('input') ? (box ?? e) : e
    if (!shown(hit) || hit.getBoundingClientRect().right <= 0 || // it comes in with the focus
         (e.matches('a') && getComputedStyle(e).display === 'inline')) continue
    const { height } = hit.getBoundingClientRect()
    if (height < 59.5) wrong.push(`a target ${Math.round(height)} px high: ${name(hit)}`)
  }
  return wrong
}

interface Visit {
  who?: string
  face: 'mobile' | 'office'
  elder: boolean
  only?: RegExp
}
const URLS = { mobile: '/', office: '/office' }

async function visit({ who, face, elder }: Visit) {
  const how: BrowserContextOptions = face === 'mobile' ? PHONE : DESK
  const w = await server.window({ ...how, bypassCSP: true }) // axe is put in from outside
  try {
    await w.context.addInitScript((on) => localStorage.setItem('linli.elder', on ? 'yes' : 'no'), elder)
    if (who) await signIn(w.page, server.origin, who, server.password, face)
    await w.page.goto(server.origin + URLS[face])
    await w.settle()
    await w.page.locator('h1').first().waitFor({ state: 'attached' })
    const paths = await pathsOf(w.page)
    expect(paths.length).toBeGreaterThan(2)
    const wrong: string[] = []
    for (const path of paths) {
      await w.page.goto(`${server.origin}${URLS[face]}#${filled(path, known)}`)
      await w.settle()
      // On a busy machine the page may not have begun to ask; without a heading axe says so.
      await w.page.locator('h1').first().waitFor({ state: 'attached' }).catch(() => undefined)
      wrong.push(...(await violations(w.page)))
      if (elder) wrong.push(...(await w.page.evaluate(tooSmall)).map((x) => `${path}: ${x}`))
      if (elder && face === 'mobile') {
        const call = w.page.getByRole('complementary', { name: '打电话' }).getByRole('link')
        await call.waitFor({ timeout: 5000 }).catch(() => wrong.push(`${path}: nobody can be called`))
      }
    }
    expect([...new Set(wrong)]).toEqual([])
    // Some pages are not for everybody; they say so.
    expect(w.faults.filter((f) => !/status of 40[134]/.test(f))).toEqual([])
  } finally {
    await w.close()
  }
}

describe('axe finds nothing on any page', () => {
  it('of a resident', () => visit({ face: 'mobile', elder: false }))
  it('of a resident with large letters: 18 px and targets of 60 px', () => visit({ face: 'mobile', elder: true }))
  it('of a worker', () => visit({ who: 'worker9', face: 'mobile', elder: false }))
  it('of a worker with large letters', () => visit({ who: 'worker9', face: 'mobile', elder: true }))
  it('of an office', () => visit({ who: 'clerk1', face: 'office', elder: false }))
  it('of an office with large letters', () => visit({ who: 'clerk1', face: 'office', elder: true }))
  it('of those without script, on a phone and at a desk', async () => {
    expect(known.notice).toBeTruthy()
    for (const how of [PHONE, DESK]) {
      const w = await server.window({ ...how, bypassCSP: true })
      const paths = ['plain', 'notices', 'objections', 'follow', 'figures', 'accessibility', 'privacy', 'no/such/page']
      const more = [`notices/${known.notice}`, `follow/${known.code}`, `grids/${known.place}`]
      const wrong: string[] = []
      for (const path of [...paths, ...more, ...paths.map((x) => `${x}?lang=en`)]) {
        await w.page.goto(`${server.origin}/${path}`)
        await w.page.locator('h1').waitFor()
        wrong.push(...(await violations(w.page)).map((v) => `${path} ${v}`))
        const wide = await w.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        if (wide > 0) wrong.push(`${path}: ${wide} px wider than the window`)
      }
      expect(wrong).toEqual([])
      expect(w.faults.filter((f) => !/status of 404/.test(f))).toEqual([])
      await w.close()
    }
  })
  it('of the wall', async () => {
    const w = await server.office('secretary', { bypassCSP: true })
    await w.page.goto(`${server.origin}/screen`)
    await w.page.getByRole('heading', { name: '现在需要决定' }).waitFor()
    await w.settle()
    expect(await violations(w.page)).toEqual([])
    expectNoFaults(w)
    await w.close()
  })
})

it('an address that leads nowhere leads to where one begins, on the phone and at the office', async () => {
  const phone = await server.window(PHONE)
  await phone.page.goto(`${server.origin}/#/no/such/page`)
  await phone.page.waitForURL(`${server.origin}/#/`)
  await phone.page.locator('h1').waitFor()
  await phone.close()
  const office = await server.office('clerk1')
  await office.page.goto(`${server.origin}/office#/no/such/page`)
  await office.page.waitForURL(`${server.origin}/office#/todo`)
  await office.page.locator('h1').first().waitFor()
  await office.close()
})
