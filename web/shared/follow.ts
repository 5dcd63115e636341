/* A case's timeline, a page at a time. */
import { api, got, type Schemas } from './api/client'

export type Entry = Schemas['entry']
const PAGE = 100
const PAGES = 10

/** Entries after one, oldest first; all of them without one. */
export async function entriesAfter(id: string, after?: string): Promise<Entry[]> {
  const all: Entry[] = []
  let before = after
  for (let i = 0; i < PAGES; i++) {
    const page = await got(
      api.GET('/api/v1/cases/{id}/timeline', {
        params: { path: { id }, query: { limit: PAGE, ...(before ? { before } : {}) } },
      }),
    )
    all.push(...page.items)
    if (!page.next) break
    before = String(page.next)
  }
  return all
}
