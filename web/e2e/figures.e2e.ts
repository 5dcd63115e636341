import { describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { expectNoFaults, useServer, type Window } from './windows'

const server = useServer({ data: 'lived' })

/** How many cases the list has that stands in the address: what it asks the server for, to the last page. */
async function listed(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const asked = performance.getEntriesByType('resource').map((e) => e.name).filter((n) => /\/api\/v1\/cases\?/.test(n)).at(-1)
    if (!asked) return -1
    const url = new URL(asked)
    url.searchParams.set('limit', '200')
    for (let n = 0; ; ) {
      const told = (await (await fetch(url)).json()) as { items: { id: string }[]; next?: string }
      n += told.items.length
      if (!told.next) return n
      url.searchParams.set('before', told.items.at(-1)!.id)
    }
  })
}

/** Whether the list behind the link `nth` of the page's figures has as many cases as the number says. */
async function leads(w: Window, address: string, find: (page: Page) => Locator): Promise<string> {
  await w.page.goto('about:blank')
  await w.page.goto(address)
  const link = find(w.page)
  await link.waitFor()
  const told = Number(/\d+/.exec(await link.innerText())![0])
  await w.page.evaluate(() => performance.clearResourceTimings())
  await link.click()
  await w.page.getByRole('region', { name: '台账' }).getByRole('search').waitFor()
  await w.settle()
  const n = await listed(w.page)
  return n === told ? '' : `${new URL(w.page.url()).hash}: ${n} cases, not ${told}`
}

/** Columns of whole numbers whose rows do not come to what stands below them. */
function miscounted(table: Locator): Promise<string[]> {
  return table.evaluate((t: HTMLTableElement) => {
    const whole = (s: string) => (/^-?\d+$/.test(s.trim()) ? Number(s) : undefined)
    const rows = [...t.querySelectorAll('tbody tr, tfoot tr')].map((r) => [...r.children].map((c) => whole(c.textContent ?? '')))
    const totals = rows.pop() ?? []
    const wrong: string[] = []
    totals.forEach((told, i) => {
      const column = rows.map((r) => r[i]).filter((n) => n !== undefined)
      const sum = column.reduce((a, b) => a + b, 0)
      if (told !== undefined && sum !== told) wrong.push(`column ${i} comes to ${sum}, not ${told}`)
    })
    return totals.some((n) => n !== undefined) ? wrong : ['no totals']
  })
}

describe('figures', () => {
  it('lead from every number at the top to its cases: as many as the number says', async () => {
    const w = await server.office('secretary')
    const address = `${server.origin}/office#/figures?days=9&process=demand`
    await w.page.goto(address)
    const tiles = w.page.getByRole('region', { name: '一眼看清' }).getByRole('link', { name: /看这些事项/ })
    await tiles.first().waitFor()
    const names = await tiles.evaluateAll((all) => all.map((a) => a.getAttribute('aria-label') ?? ''))
    expect(names.length).toBeGreaterThan(3)
    expect(names.join()).toMatch(/在办.*新收.*办结/)
    const wrong: string[] = []
    for (const name of names) wrong.push(await leads(w, address, (p) => p.getByRole('link', { name, exact: true })))
    expect(wrong.filter(Boolean)).toEqual([])
    expectNoFaults(w)
    await w.close()
  })
  it('lead from the tables to their cases, by process, place, unit and class; columns come to their totals', async () => {
    const w = await server.office('secretary')
    const address = `${server.origin}/office#/figures?days=9`
    const tables = ['各个流程办得怎样？', '下面哪里需要帮一把？', '哪些单位办得准时？', '报得最多的是什么？']
    /* The place itself has one below it and nothing to rank: that one has several. */
    const below = await w.page.evaluate(async (origin) => {
      const list = async (q: string) => ((await (await fetch(`${origin}/api/v1/places?${q}`)).json()) as { items: { id: string }[] }).items
      const me = (await (await fetch(`${origin}/api/v1/me`)).json()) as { posts: { place: string }[] }
      return (await list(`parent=${me.posts[0]!.place}`))[0]!.id
    }, server.origin)
    const of = (name: string) => (name.startsWith('下面哪里') ? `${address}&place=${below}` : address)
    const panel = (p: Page, name: string) => p.locator('section.panel').filter({ has: p.getByRole('heading', { name }) })
    await w.page.goto(address)
    await panel(w.page, '下面哪里需要帮一把？').getByText('没有可比的').waitFor()
    const wrong: string[] = []
    for (const name of tables) {
      await w.page.goto(of(name))
      await panel(w.page, name).locator('tfoot').waitFor()
      wrong.push(...(await miscounted(panel(w.page, name).locator('table'))).map((x) => `${name}: ${x}`))
    }
    for (const name of tables)
      for (let n = 0; n < 4; n++) {
        const link = (p: Page) => panel(p, name).locator('tbody a').filter({ hasNotText: /^0$/ }).nth(n)
        wrong.push(await leads(w, of(name), link))
      }
    expect(wrong.filter(Boolean)).toEqual([])
    expectNoFaults(w)
    await w.close()
  })
  it('say how the honest rate is reckoned, and set a period beside the one before', async () => {
    const w = await server.office('secretary')
    await w.page.goto(`${server.origin}/office#/figures?days=4`)
    await w.page.getByText('按期结案率').first().waitFor()
    await w.page.locator('summary').filter({ hasText: '按期结案率' }).click()
    await w.page.getByText('按期办结 ÷ (办结 + 逾期在办)').waitFor()
    await w.page.getByText('超期没有办结的也算在分母里').waitFor()
    await w.page.getByRole('combobox', { name: '与什么时候比' }).click({ force: true })
    await w.page.getByRole('option', { name: '与上一期比' }).click()
    await w.page.getByText(/ 至 .+ \d+件（/).first().waitFor()
    await w.page.waitForURL(/compare=before/)
    await w.page.getByRole('button', { name: '本月' }).click()
    await w.page.getByRole('button', { name: '本月', pressed: true }).waitFor()
    await w.page.waitForURL(/first=\d{4}-\d\d-01/)
    expectNoFaults(w)
    await w.close()
  })
})
