/* Cases that wait for their unit, page by page, what is due first first. Which they are, the server says. */
import { computed, ref, watch } from 'vue'
import { api, got, isRefused, whyOf, type Schemas } from '../../shared/api/client'
import { useLoad } from '../../shared/load'
import { processOf } from '../../shared/processes'

type Task = Schemas['todo_row']
export interface Waiting {
  task: Task
  move: Schemas['way_view'] // the one that needs a unit
  kind?: string // of units that it may be given to
  simple: boolean // the unit is all that it needs
  suggestion?: Schemas['suggestion']
}
export const PAGE = 50
const PAGE_MOST = 200 // as many as the server gives at once

async function waiting(task: Task): Promise<Waiting | null> {
  const step = (await processOf(task.process)).steps.find((s) => s.name === task.step)
  const asks = (m: Schemas['way_view']) => m.form.find((f) => f.name === 'unit' && f.kind === 'org' && f.need)
  const move = step?.moves.find((m) => asks(m) && m.main) ?? step?.moves.find(asks)
  if (!move) return null
  return { task, move, kind: asks(move)?.of, simple: move.form.every((f) => !f.need || f.name === 'unit') }
}
/** A case that its reader may dispatch in two posts waits there once. */
function once(all: Waiting[]): Waiting[] {
  const seen = new Set<string>()
  return all.filter((w) => !seen.has(w.task.id) && seen.add(w.task.id))
}

/** What the caller is asked to dispatch, within the place if one is given. */
export function useInbox(place: () => string | undefined) {
  const all = ref<Waiting[]>([])
  const more = ref(false)
  const stuck = ref('') // why the next page did not come
  const counted = ref(0) // by the server, of the whole list
  const given = ref(new Set<string>()) // tasks given to a unit here of which the server may not know yet
  const items = computed(() => all.value.filter((w) => !given.value.has(w.task.task)))
  const total = computed(() => Math.max(counted.value - given.value.size, items.value.length))
  const only = () => ({ to_dispatch: true, ...(place() ? { place: place() } : {}) })
  let tail: Task | undefined // of the page that came last

  async function page(limit: number, last?: Task) {
    const query = { ...only(), limit, ...(last ? { before: last.task } : {}), ...(last?.due ? { due_after: last.due } : {}) }
    const told = await got(api.GET('/api/v1/my/tasks', { params: { query } }))
    const found = await Promise.all(told.items.map((t) => waiting(t).catch(() => null)))
    return { found: found.filter((w): w is Waiting => !!w), last: told.items.at(-1), more: !!told.next }
  }
  async function count(): Promise<number> {
    const n = await got(api.GET('/api/v1/my/tasks/counts', { params: { query: only() } }))
    return n.late + n.soon + n.calm + n.none
  }
  let listed: string | undefined // the place of which it is the list
  /* As many rows as there were, so that whoever had scrolled keeps their place. */
  const { phase, words, load } = useLoad(async () => {
    const asked = place()
    const least = asked === listed ? Math.min(PAGE_MOST, Math.max(PAGE, all.value.length)) : PAGE
    const [told, n] = await Promise.all([page(least), count()])
    if (asked !== place()) return all.value // it changed while it was asked for
    const known = new Map(all.value.map((w) => [w.task.task, w]))
    all.value = once(told.found).map((w) => Object.assign(known.get(w.task.task) ?? w, { task: w.task }))
    listed = asked
    more.value = told.more
    stuck.value = ''
    tail = told.last
    counted.value = n
    return all.value
  })
  watch(place, () => {
    more.value = false
    void load()
  })
  const busy = ref(false)
  async function onwards() {
    if (!more.value || busy.value) return
    const asked = place()
    busy.value = true
    stuck.value = ''
    try {
      const told = await page(PAGE, tail)
      if (asked !== place()) return
      tail = told.last
      more.value = told.more && !!tail
      all.value = once([...all.value, ...told.found])
    } catch (e) {
      if (!isRefused(e)) throw e
      stuck.value = whyOf(e)
    } finally {
      busy.value = false
    }
  }
  /** Asked for when the row is seen. */
  async function suggest(w: Waiting) {
    if (w.suggestion) return
    w.suggestion = {}
    w.suggestion = await got(
      api.GET('/api/v1/cases/{id}/suggestion', { params: { path: { id: w.task.id } } }),
    ).catch(() => undefined) // not known is not: none
  }
  /** Sent also when the page is left while it is on its way. */
  async function dispatch(w: Waiting, unit: string) {
    await got(
      api.POST('/api/v1/cases/{id}/moves', {
        params: { path: { id: w.task.id } },
        body: { move: w.move.name, version: w.task.version, task: w.task.task, form: { unit } as never },
        keepalive: true,
      }),
    )
    all.value = all.value.filter((x) => x.task.task !== w.task.task)
    counted.value--
    putBack(w)
  }
  const take = (w: Waiting) => (given.value = new Set(given.value).add(w.task.task))
  function putBack(w: Waiting) {
    given.value = new Set([...given.value].filter((t) => t !== w.task.task))
  }
  return { items, more, busy, stuck, total, phase, words, load, onwards, suggest, dispatch, take, putBack }
}
