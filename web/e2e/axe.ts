/* What axe finds on a page as it stands. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: { target: string[]; failureSummary: string }[]
}
interface Audited {
  axe?: { run(): Promise<{ violations: Violation[] }> }
}
/** A list that is just closing is still there: wait until nothing moves but what moves for ever. */
async function comeToRest(page: Page) {
  const moving = () =>
    page.evaluate(
      () => document.getAnimations().filter((a) => a.playState === 'running' && a.effect?.getComputedTiming().endTime !== Infinity).length,
    )
  await expect.poll(moving, { timeout: 5000 }).toBe(0)
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

export async function violations(page: Page): Promise<string[]> {
  await comeToRest(page)
  if (!(await page.evaluate(() => !!(window as unknown as Audited).axe))) await page.evaluate(AXE)
  const found = await page.evaluate(async () => (await (window as unknown as Audited).axe!.run()).violations)
  return found.flatMap((v) =>
    v.nodes.slice(0, 3).map((n) => `${page.url().split('#')[1] ?? ''}: ${v.id} at ${n.target.join(' ')}: ${n.failureSummary}`),
  )
}
