/* Rows of the work list: what the filters in the address ask for, page by page. */
import { ref, type ComputedRef } from 'vue'
import { api, got, isRefused, whyOf, type Schemas } from '../../shared/api/client'
import { useLoad } from '../../shared/load'
import type { Urgency } from '../../shared/time'

export interface Row {
  id: string
  task?: string // of one's own list
  number: string
  process: string
  step: string
  state: 'open' | 'ended'
  title: string
  class?: string
  place?: string
  place_name?: string
  unit?: string
  unit_name?: string
  opened: string
  due?: string
  outcome?: string
  card: 'none' | 'yellow' | 'red'
}
export interface Filters {
  q?: string
  state?: 'open' | 'ended' | 'all'
  late?: boolean // a clock ran out, now or earlier
  card?: 'yellow' | 'red'
  class?: string
  process?: string
  step?: string
  unit?: string
  place?: string
  order?: 'recent' | 'due'
  clock?: Urgency
  since?: string // reported on that day or later
  until?: string // or earlier
  closed_from?: string // ended on that day or later; of all cases, not of one's own tasks
  closed_to?: string // or earlier
  reopened_from?: string // opened again on that day or later; the same
  reopened_to?: string // or earlier
  on_time?: boolean // no clock ran out; the same
}
export type Counts = Schemas['clock_counts']
const PAGE = 100
const PAGE_MOST = 200 // as many as the server gives at once

/** "SQ261120-00075" is a number; all else are words. */
const isNumber = (q: string) => /^[A-Za-z]{1,8}\d{6}-\d{4,}$/.test(q)

/** What lists and their counts are narrowed by, of cases and of tasks alike. */
function narrowed(f: Filters) {
  const q = f.q?.trim()
  return {
    ...(q ? (isNumber(q) ? { number: q.toUpperCase() } : { q }) : {}),
    ...(f.late ? { late: true } : {}),
    ...(f.card ? { card: f.card } : {}),
    ...(f.class ? { class: f.class } : {}),
    ...(f.process ? { process: f.process } : {}),
    ...(f.step ? { step: f.step } : {}),
    ...(f.since ? { since: f.since } : {}),
    ...(f.until ? { until: f.until } : {}),
  }
}
function where(f: Filters) {
  return {
    ...(f.state === 'open' || f.state === 'ended' ? { state: f.state } : {}),
    ...(f.unit ? { unit: f.unit } : {}),
    ...(f.place ? { place: f.place } : {}),
  }
}
/** What became of cases, and when: counts by the clock know nothing of it. */
function became(f: Filters) {
  return {
    ...(f.closed_from ? { closed_from: f.closed_from } : {}),
    ...(f.closed_to ? { closed_to: f.closed_to } : {}),
    ...(f.reopened_from ? { reopened_from: f.reopened_from } : {}),
    ...(f.reopened_to ? { reopened_to: f.reopened_to } : {}),
    ...(f.on_time ? { on_time: true } : {}),
  }
}
/** All that a list of cases is narrowed and ordered by. */
export const queryOf = (f: Filters) => ({
  ...narrowed(f),
  ...where(f),
  ...became(f),
  ...(f.clock ? { clock: f.clock } : {}),
  ...(f.order ? { order: f.order } : {}),
})
interface Page {
  rows: Row[]
  more: boolean
}
async function ofTasks(f: Filters, limit: number, last?: Row): Promise<Page> {
  const told = await got(
    api.GET('/api/v1/my/tasks', {
      params: {
        query: {
          ...narrowed(f),
          limit,
          ...(f.clock ? { clock: f.clock } : {}),
          ...(last?.task ? { before: last.task } : {}),
          ...(last?.due ? { due_after: last.due } : {}),
        },
      },
    }),
  )
  return { rows: told.items.map((i): Row => ({ ...i, state: 'open', opened: i.since })), more: !!told.next }
}
async function ofCases(f: Filters, limit: number, last?: Row): Promise<Page> {
  const told = await got(
    api.GET('/api/v1/cases', {
      params: {
        query: {
          ...queryOf(f),
          limit,
          ...(last ? { before: last.id } : {}),
          ...(last?.due && f.order === 'due' ? { due_after: last.due } : {}),
        },
      },
    }),
  )
  return { rows: told.items as Row[], more: !!told.next }
}
async function counted(own: boolean, f: Filters): Promise<Counts> {
  return own
    ? got(api.GET('/api/v1/my/tasks/counts', { params: { query: narrowed(f) } }))
    : got(api.GET('/api/v1/cases/counts', { params: { query: { ...narrowed(f), ...where(f) } } }))
}
/** A case that waits for its reader in two posts stands there once. */
function once(rows: Row[]): Row[] {
  return [...new Map([...rows].reverse().map((r) => [r.id, r])).values()].reverse()
}

export function useRows(own: boolean, filters: ComputedRef<Filters>) {
  const rows = ref<Row[]>([])
  const more = ref(false)
  const stuck = ref('') // why the next page did not come
  /** Of the whole list, by the colour of the clock; absent while it is asked for. */
  const counts = ref<Counts>()
  const page = own ? ofTasks : ofCases
  let tail: Row | undefined // of the page that came last

  async function count(f: Filters) {
    const n = await counted(own, f).catch(() => undefined)
    if (f === filters.value) counts.value = n
  }
  let least = PAGE
  const { phase, words, load: again } = useLoad(async () => {
    const f = filters.value
    void count(f)
    let all: Row[] = []
    let last: Row | undefined
    let on: boolean
    do {
      const told = await page(f, Math.min(PAGE_MOST, Math.max(PAGE, least - all.length)), last)
      last = told.rows.at(-1)
      all = once([...all, ...told.rows])
      on = told.more
    } while (on && last && all.length < least)
    if (f === filters.value) {
      // else the filters changed while it was asked for
      rows.value = all
      more.value = on
      stuck.value = ''
      tail = last
    }
    return all
  })
  /** So many rows at least, so that a list that was scrolled keeps its place. */
  function load(n = PAGE) {
    least = n
    return again()
  }
  let busy = false
  /** As one scrolls; where it failed, only when somebody presses for it. */
  async function onwards(pressed = false) {
    const f = filters.value
    if (!more.value || busy || (stuck.value && !pressed)) return
    busy = true
    stuck.value = ''
    try {
      const told = await page(f, PAGE, tail)
      if (f !== filters.value) return
      tail = told.rows.at(-1)
      more.value = told.more && !!tail
      rows.value = once([...rows.value, ...told.rows])
    } catch (e) {
      if (!isRefused(e)) throw e
      stuck.value = whyOf(e) // what is listed stays
    } finally {
      busy = false
    }
  }
  return { rows, more, stuck, phase, words, load, onwards, counts }
}
