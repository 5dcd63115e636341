/* Cases that wait for their unit: found by what the process asks, not by the name of a step. */
import { ref } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { useLoad } from '../../shared/load'
import { processOf } from '../../shared/processes'

export interface Waiting {
  task: Schemas['todo_row']
  move: Schemas['way_view'] // the one that needs a unit
  simple: boolean // the unit is all that it needs
  suggestion?: Schemas['suggestion']
}
const PAGE = 200

async function waiting(task: Schemas['todo_row']): Promise<Waiting | null> {
  const step = (await processOf(task.process)).steps.find((s) => s.name === task.step)
  const asks = (m: Schemas['way_view']) => m.form.some((f) => f.name === 'unit' && f.kind === 'org' && f.need)
  const move = step?.moves.find((m) => asks(m) && m.main) ?? step?.moves.find(asks)
  return move ? { task, move, simple: move.form.every((f) => !f.need || f.name === 'unit') } : null
}

export function useInbox() {
  const items = ref<Waiting[]>([])
  const { phase, words, load } = useLoad(async () => {
    const told = await got(api.GET('/api/v1/my/tasks', { params: { query: { limit: PAGE } } }))
    const found = await Promise.all(told.items.map((t) => waiting(t).catch(() => null)))
    items.value = found.filter((w): w is Waiting => !!w)
    return items.value
  })
  /** Asked for when the row is seen. */
  async function suggest(w: Waiting) {
    if (w.suggestion) return
    w.suggestion = {}
    w.suggestion = await got(
      api.GET('/api/v1/cases/{id}/suggestion', { params: { path: { id: w.task.id } } }),
    ).catch(() => ({}))
  }
  async function dispatch(w: Waiting, unit: string) {
    await got(
      api.POST('/api/v1/cases/{id}/moves', {
        params: { path: { id: w.task.id } },
        body: { move: w.move.name, version: w.task.version, task: w.task.task, form: { unit } as never },
      }),
    )
    items.value = items.value.filter((x) => x.task.task !== w.task.task)
  }
  return { items, phase, words, load, suggest, dispatch }
}
