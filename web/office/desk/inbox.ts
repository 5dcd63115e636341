/* Cases that wait for their unit: found by what the process asks, not by the name of a step. */
import { computed, ref } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { useLoad } from '../../shared/load'
import { processOf } from '../../shared/processes'
import { here } from '../here'
import { lies } from './where'

export interface Waiting {
  task: Schemas['todo_row']
  move: Schemas['way_view'] // the one that needs a unit
  kind?: string // of units that it may be given to
  simple: boolean // the unit is all that it needs
  suggestion?: Schemas['suggestion']
}
const PAGE = 200

async function waiting(task: Schemas['todo_row']): Promise<Waiting | null> {
  const step = (await processOf(task.process)).steps.find((s) => s.name === task.step)
  const asks = (m: Schemas['way_view']) => m.form.find((f) => f.name === 'unit' && f.kind === 'org' && f.need)
  const move = step?.moves.find((m) => asks(m) && m.main) ?? step?.moves.find(asks)
  if (!move) return null
  return { task, move, kind: asks(move)?.of, simple: move.form.every((f) => !f.need || f.name === 'unit') }
}

/** What the caller is asked to dispatch; `only`: within this place, too. */
export function useInbox(only: { value: string | undefined }) {
  const all = ref<Waiting[]>([])
  const items = computed(() => all.value.filter((w) => lies(w.task.place, here.value) && lies(w.task.place, only.value)))
  const { phase, words, load } = useLoad(async () => {
    const told = await got(api.GET('/api/v1/my/tasks', { params: { query: { limit: PAGE } } }))
    const found = await Promise.all(told.items.map((t) => waiting(t).catch(() => null)))
    all.value = found.filter((w): w is Waiting => !!w)
    return all.value
  })
  /** Asked for when the row is seen. */
  async function suggest(w: Waiting) {
    if (w.suggestion) return
    w.suggestion = {}
    w.suggestion = await got(
      api.GET('/api/v1/cases/{id}/suggestion', { params: { path: { id: w.task.id } } }),
    ).catch(() => ({}))
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
  }
  const take = (w: Waiting) => (all.value = all.value.filter((x) => x.task.task !== w.task.task))
  function putBack(w: Waiting) {
    if (all.value.some((x) => x.task.task === w.task.task)) return
    const due = (x: Waiting) => x.task.due ?? '~'
    all.value = [...all.value, w].sort((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0))
  }
  return { all, items, phase, words, load, suggest, dispatch, take, putBack }
}
