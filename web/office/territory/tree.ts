/* What lies directly below a place or an organisation, a page at a time. */
import { api, got } from '../../shared/api/client'

export interface Node {
  id: string
  name: string
  kind: string
  below: boolean
  lon?: number
  lat?: number
}
interface Page {
  items: Node[]
  next?: string
}

export async function childrenOf(what: 'place' | 'org', parent?: string, after?: string): Promise<Page> {
  const query = { limit: 100, ...(parent ? { parent } : {}), ...(after ? { after } : {}) }
  if (what === 'place') return got(api.GET('/api/v1/places', { params: { query } }))
  const told = await got(api.GET('/api/v1/orgs', { params: { query } }))
  // whether something lies below an organisation is known when it is opened
  return { ...told, items: told.items.map((o) => ({ ...o, below: true })) }
}

export async function allBelow(what: 'place' | 'org', parent: string): Promise<Node[]> {
  const all: Node[] = []
  let after: string | undefined
  do {
    const told = await childrenOf(what, parent, after)
    all.push(...told.items)
    after = told.next
  } while (after)
  return all
}

export async function searchFor(what: 'place' | 'org', q: string): Promise<(Node & { above?: string })[]> {
  const params = { query: { q, limit: 30 } }
  if (what === 'place') {
    const told = await got(api.GET('/api/v1/places/search', { params }))
    return told.items.map((h) => ({ ...h, below: false }))
  }
  const told = await got(api.GET('/api/v1/orgs/search', { params }))
  return told.items.map((o) => ({ ...o, below: false }))
}
