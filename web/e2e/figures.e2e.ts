import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectNoFaults, useServer } from './windows'

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

describe('figures', () => {
  it('lead from every number to its cases: as many as are open or were reported, and all closings but of what was opened again', async () => {
    const w = await server.office('secretary')
    const address = `${server.origin}/office#/figures?days=9&process=demand`
    await w.page.goto(address)
    const tiles = w.page.getByRole('region', { name: '一眼看清' }).getByRole('link', { name: /看这些事项/ })
    await tiles.first().waitFor()
    const names = await tiles.evaluateAll((all) => all.map((a) => a.getAttribute('aria-label') ?? ''))
    expect(names.length).toBeGreaterThan(3)
    const again = Number(await w.page.locator('.tile').filter({ hasText: '重新办理' }).locator('strong').innerText())
    expect(names.join()).toMatch(/在办.*新收.*办结/)
    for (const name of names) {
      await w.page.goto(address)
      const tile = w.page.getByRole('link', { name, exact: true })
      await tile.waitFor()
      await w.page.evaluate(() => performance.clearResourceTimings())
      await tile.click()
      await w.page.getByRole('region', { name: '台账' }).getByRole('search').waitFor()
      await w.settle()
      const [n, told] = [await listed(w.page), Number(/\d+/.exec(name)![0])]
      // Closings are counted: what was opened again stands on no list of what has ended.
      if (name.includes('办结')) expect(Math.abs(told - n), `${name}: ${n}`).toBeLessThanOrEqual(again)
      else expect(`${name}: ${n}`).toBe(`${name}: ${told}`)
    }
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
    await w.page.getByText(/\d{4}-\d\d-\d\d 至 \d{4}-\d\d-\d\d \d+件（/).first().waitFor()
    expect(w.page.url()).toContain('compare=before')
    await w.page.getByRole('button', { name: '本月' }).click()
    await w.page.getByRole('button', { name: '本月', pressed: true }).waitFor()
    expect(w.page.url()).toMatch(/first=\d{4}-\d\d-01/)
    expectNoFaults(w)
    await w.close()
  })
})
