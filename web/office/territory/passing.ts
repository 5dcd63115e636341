/* What a split or a merger touches besides the tree: open cases and those who hold a post there. */
import { api, got, type Schemas } from '../../shared/api/client'
import { can } from '../../shared/session'
import { partOf, type Part } from './geo'

export interface Passing {
  cases: number
  /** Of each part how many, and how many would go to the first because nobody knows where they are. */
  byPart: number[]
  astray: number
  postings: Schemas['posting'][]
}

export async function passingOf(what: 'place' | 'org', ids: string[], parts: Part[] = []): Promise<Passing> {
  const sum: Passing = { cases: 0, byPart: parts.map(() => 0), astray: 0, postings: [] }
  for (const id of ids) {
    const at = { params: { path: { id } } }
    const told = await got(
      what === 'place' ? api.GET('/api/v1/places/{id}/passing', at) : api.GET('/api/v1/orgs/{id}/passing', at),
    )
    sum.cases += told.cases
    let found = 0
    for (const p of told.points) {
      const i = partOf(parts, p)
      if (i === undefined) continue
      sum.byPart[i]!++
      found++
    }
    sum.astray += told.cases - found
    if (!can('territory.read')) continue
    const query = { limit: 100, [what]: id }
    sum.postings.push(...(await got(api.GET('/api/v1/postings', { params: { query } }))).items)
  }
  if (parts.length && sum.astray) sum.byPart[0]! += sum.astray // as the server does
  return sum
}
