/* Everything that one case's page shows, asked for at once and again after each move. */
import { computed, shallowRef, type Ref } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { useLoad } from '../../shared/load'
import { processOf } from '../../shared/processes'
import { marksIn } from './marks'
import { namesIn, nameOf, type Names } from '../../shared/timeline'

export type Case = Schemas['case_view']
export interface Beside {
  why: Schemas['case_why'] | null
  line: Schemas['entry'][]
  more: string | undefined // the last entry read, when there are others after it
  files: Schemas['file_row'][]
  links: Schemas['link_row'][]
  tasks: Schemas['task_row'][]
  clocks: Schemas['clock_row'][]
  extensions: Schemas['extension_row'][]
  documents: Schemas['document_brief'][]
  names: Names
}
const NOTHING: Beside = {
  why: null,
  line: [],
  more: undefined,
  files: [],
  links: [],
  tasks: [],
  clocks: [],
  extensions: [],
  documents: [],
  names: {},
}

/** What may not be seen is as if it were not there: the page shows the rest. */
const or = <T>(p: Promise<T>, none: T): Promise<T> => p.catch(() => none)
const PAGE = 200

export function useCase(id: Ref<string>) {
  const process = shallowRef<Schemas['process_view'] | null>(null)
  const beside = shallowRef<Beside>(NOTHING)
  const path = computed(() => ({ params: { path: { id: id.value } } }))

  const { data, phase, words, load } = useLoad(async () => {
    const c = await got(api.GET('/api/v1/cases/{id}', path.value))
    process.value = await or(processOf(c.process), null)
    return c
  })

  async function entries(before?: string) {
    const told = await got(
      api.GET('/api/v1/cases/{id}/timeline', {
        params: { ...path.value.params, query: { limit: PAGE, ...(before ? { before } : {}) } },
      }),
    )
    return { items: told.items, next: told.next }
  }
  let turn = 0
  async function loadBeside() {
    const mine = ++turn
    const none = { items: [] as never[] }
    const p = path.value
    const [why, line, files, links, tasks, clocks, extensions, documents, parties] = await Promise.all([
      or(got(api.GET('/api/v1/cases/{id}/why', p)), null),
      or(entries(), { items: [], next: undefined }),
      or(got(api.GET('/api/v1/cases/{id}/files', p)), none),
      or(got(api.GET('/api/v1/cases/{id}/links', p)), none),
      or(got(api.GET('/api/v1/cases/{id}/tasks', p)), none),
      or(got(api.GET('/api/v1/cases/{id}/clocks', p)), none),
      or(got(api.GET('/api/v1/cases/{id}/extensions', p)), none),
      or(got(api.GET('/api/v1/cases/{id}/documents', p)), none),
      or(got(api.GET('/api/v1/cases/{id}/parties', p)), none),
    ])
    const names = { ...(await namesIn(line.items, process.value)) }
    for (const q of parties.items) names[q.id] = q.name ?? ''
    const units = new Set([...tasks.items.map((k) => k.org ?? ''), ...marksIn(data.value!, process.value).map((m) => m.unit)])
    units.delete('')
    await Promise.all([...units].map(async (id) => (names[id] = await nameOf('orgs', id))))
    if (mine !== turn) return // a newer one was asked for meanwhile
    beside.value = {
      why,
      line: line.items,
      more: line.next,
      files: files.items,
      links: links.items,
      tasks: tasks.items,
      clocks: clocks.items,
      extensions: extensions.items,
      documents: documents.items,
      names,
    }
  }
  async function onwards() {
    const b = beside.value
    if (!b.more) return
    const told = await entries(b.more)
    const names = { ...b.names, ...(await namesIn(told.items, process.value)) }
    if (beside.value === b) beside.value = { ...b, line: [...b.line, ...told.items], more: told.next, names }
  }
  async function all() {
    await load()
    if (data.value) await loadBeside()
  }
  return { data, phase, words, process, beside, load: all, onwards }
}
