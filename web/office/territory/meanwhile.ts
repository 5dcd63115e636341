/* Somebody else has saved first: what is there now, beside what was there and what was filled in here. */
import { computed, shallowRef } from 'vue'
import { api, got, isRefused, type Schemas } from '../../shared/api/client'

type Node = Partial<Schemas['place']> & Partial<Schemas['org']>
export type Told = Pick<Node, 'name' | 'parent' | 'code' | 'households' | 'lon' | 'lat' | 'place' | 'to'>
const FIELDS = ['name', 'parent', 'code', 'households', 'lon', 'lat', 'place', 'to'] as const
export type TreeField = (typeof FIELDS)[number]
export interface Row {
  field: TreeField
  was?: string
  now?: string
  mine?: string // undefined: not touched here
}

const detail = async (what: 'place' | 'org', id: string): Promise<Node> => {
  const at = { params: { path: { id } } }
  return what === 'place'
    ? (await got(api.GET('/api/v1/places/{id}', at))).place
    : (await got(api.GET('/api/v1/orgs/{id}', at))).org
}

export function useMeanwhile(what: 'place' | 'org', node: () => Node) {
  const rows = shallowRef<Row[]>([])
  const now = shallowRef<Node>()
  /** Of the version that was seen last: what is kept then is kept over it knowingly. */
  const version = computed(() => now.value?.version ?? node().version!)

  async function shown(field: TreeField, value: unknown): Promise<string | undefined> {
    if (value === undefined || value === null || value === '') return undefined
    if (field !== 'parent' && field !== 'place') return String(value)
    return (await detail(field === 'place' ? 'place' : what, String(value)).catch(() => undefined))?.name
  }
  async function compare(fresh: Node, mine: Told): Promise<Row[]> {
    const was = node()
    const touched = FIELDS.filter((f) => (f in mine && mine[f] !== was[f]) || fresh[f] !== was[f])
    return Promise.all(
      touched.map(async (field) => ({
        field,
        was: await shown(field, was[field]),
        now: await shown(field, fresh[field]),
        mine: field in mine && mine[field] !== was[field] ? await shown(field, mine[field]) : undefined,
      })),
    )
  }
  /** Do it; when somebody was quicker, say what they saved, and keep what is typed. */
  async function tried(act: () => Promise<void>, mine: () => Told) {
    try {
      await act()
    } catch (e) {
      if (isRefused(e) && e.status === 409) {
        const fresh = await detail(what, node().id!).catch(() => undefined)
        if (fresh && fresh.version !== version.value) {
          rows.value = await compare(fresh, mine())
          now.value = fresh
        }
      }
      throw e
    }
  }
  return { rows, version, tried }
}
