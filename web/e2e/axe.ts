/* What axe finds on a page as it stands. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  id: string
  nodes: { target: string[]; failureSummary: string }[]
}
interface Audited {
  axe?: { run(): Promise<{ violations: Violation[] }> }
}
export async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => !!(window as unknown as Audited).axe))) await page.evaluate(AXE)
  const found = await page.evaluate(async () => (await (window as unknown as Audited).axe!.run()).violations)
  return found.flatMap((v) =>
    v.nodes.slice(0, 3).map((n) => `${page.url().split('#')[1] ?? ''}: ${v.id} at ${n.target.join(' ')}: ${n.failureSummary}`),
  )
}
