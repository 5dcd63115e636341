/* Rows of the work list: what the filters in the address ask for, page by page. */
import { computed, ref, type ComputedRef } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { useLoad } from '../../shared/load'
import { urgency, type Urgency } from '../../shared/time'

export interface Row {
  id: string
  number: string
  process: string
  step: string
  state: 'open' | 'ended'
  title: string
  class?: string
  place?: string
  unit?: string
  opened: string
  due?: string
  outcome?: string
  card: 'none' | 'yellow' | 'red'
}
export interface Filters {
  q?: string
  state?: 'open' | 'ended' | 'all'
  late?: boolean
  card?: 'yellow' | 'red'
  class?: string
  process?: string
  step?: string
  unit?: string
  place?: string
  order?: 'recent' | 'due'
  clock?: Urgency // only of one's own list: the colour of the clock
}
const PAGE = 100
const OWN_PAGE = 200
const OWN_MOST = 2000 // more tasks than that nobody reads through; filters find the others

/** "SQ261120-00075" is a number; all else are words. */
const isNumber = (q: string) => /^[A-Za-z]{1,8}\d{6}-\d{4,}$/.test(q)

function holds(r: Row, f: Filters): boolean {
  const q = (f.q ?? '').trim().toLowerCase()
  return (
    (!q || r.number.toLowerCase().includes(q) || r.title.toLowerCase().includes(q)) &&
    (!f.process || r.process === f.process) &&
    (!f.step || r.step === f.step) &&
    (!f.class || r.class === f.class || (r.class ?? '').startsWith(`${f.class}.`)) &&
    (!f.late || urgency(r.due) === 'late') &&
    (!f.card || r.card === 'red' || r.card === f.card) &&
    (!f.clock || urgency(r.due) === f.clock)
  )
}

async function ownTasks(): Promise<Row[]> {
  const all: Row[] = []
  let after: Record<string, string> = {}
  while (all.length < OWN_MOST) {
    const told = await got(api.GET('/api/v1/my/tasks', { params: { query: { limit: OWN_PAGE, ...after } } }))
    all.push(...told.items.map((i): Row => ({ ...i, state: 'open', opened: i.since })))
    const last = told.items.at(-1)
    if (!told.next || !last) break
    after = { before: last.task, ...(last.due ? { due_after: last.due } : {}) }
  }
  /* One case may wait for its reader in two posts. */
  return [...new Map(all.map((r) => [r.id, r])).values()]
}

function asked(f: Filters, last?: Row) {
  const q = f.q?.trim()
  return {
    limit: PAGE,
    ...(q ? (isNumber(q) ? { number: q.toUpperCase() } : { q }) : {}),
    ...(f.state === 'open' || f.state === 'ended' ? { state: f.state } : {}),
    ...(f.late ? { late: true } : {}),
    ...(f.card ? { card: f.card } : {}),
    ...(f.class ? { class: f.class } : {}),
    ...(f.process ? { process: f.process } : {}),
    ...(f.step ? { step: f.step } : {}),
    ...(f.unit ? { unit: f.unit } : {}),
    ...(f.place ? { place: f.place } : {}),
    ...(f.order ? { order: f.order } : {}),
    ...(last ? { before: last.id } : {}),
    ...(last?.due && f.order === 'due' ? { due_after: last.due } : {}),
  }
}

export function useRows(own: boolean, filters: ComputedRef<Filters>) {
  const all = ref<Row[]>([])
  const more = ref(false)
  const rows = computed(() => (own ? all.value.filter((r) => holds(r, filters.value)) : all.value))

  async function page(last?: Row): Promise<Schemas['case_brief'][]> {
    const told = await got(api.GET('/api/v1/cases', { params: { query: asked(filters.value, last) } }))
    more.value = !!told.next
    return told.items
  }
  const { phase, words, load } = useLoad(async () => {
    const f = filters.value
    const fresh = own ? await ownTasks() : ((await page()) as Row[])
    if (own || f === filters.value) all.value = fresh // else the filters changed while it was asked for
    return fresh
  })
  let busy = false
  async function onwards() {
    const f = filters.value
    if (!more.value || busy) return
    busy = true
    try {
      const next = (await page(all.value.at(-1))) as Row[]
      if (f === filters.value) all.value = [...all.value, ...next]
    } catch {
      more.value = false // what is listed stays; a new filter or a reload asks again
    } finally {
      busy = false
    }
  }
  /** By the colour of the clock, of what is listed. */
  const counts = computed(() => {
    const n: Record<Urgency, number> = { late: 0, soon: 0, calm: 0, none: 0 }
    for (const r of own ? all.value.filter((x) => holds(x, { ...filters.value, clock: undefined })) : all.value)
      if (r.state === 'open') n[urgency(r.due)]++
    return n
  })
  return { rows, more, phase, words, load, onwards, counts }
}
