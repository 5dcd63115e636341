/* The journal as people read it: names for accounts, words for kinds. */
import { reactive, ref } from 'vue'
import { inRow } from '../../shared/i18n'
import { api, got, type Schemas } from '../../shared/api/client'
import { nameOf as nodeName } from '../../shared/timeline'

export type Entry = Schemas['entry']

const names = reactive<Record<string, string>>({})
/** The name of an account, asked for once. */
export function nameOf(id: string | undefined): string {
  if (!id) return ''
  if (!(id in names)) {
    names[id] = '…'
    void got(api.GET('/api/v1/accounts/{id}', { params: { path: { id } } })).then(
      (a) => (names[id] = a.name),
      () => (names[id] = ''),
    )
  }
  return names[id] ?? ''
}

/** The name of the place or organisation that an entry is about, asked for once; '' where it may not be known. */
function thereOf(e: Entry): string {
  const key = `${e.on} ${e.subject}`
  if (!(key in names)) {
    names[key] = '…'
    void nodeName(e.on === 'place' ? 'places' : 'orgs', e.subject!).then(
      (name) => (names[key] = name),
      () => (names[key] = ''),
    )
  }
  return names[key] ?? ''
}
/** What an entry is about. */
export function aboutOf(e: Entry): string {
  if (e.on === 'account') return nameOf(e.subject)
  const told = saidIn(e, 'number', 'name', 'title', 'login')
  return told || ((e.on === 'place' || e.on === 'org') && e.subject ? thereOf(e) : '')
}

/** What an entry says of itself, where it is words. */
export function saidIn(e: Entry, ...keys: string[]): string {
  const data = (e.data ?? {}) as Record<string, unknown>
  for (const k of keys) {
    const v = data[k]
    if (typeof v === 'string' && v) return v
    if (Array.isArray(v) && v.length) return inRow(v.map(String))
  }
  return ''
}

/** Pages of entries, the newest first. */
export function useJournal(query: () => { kind?: string; account?: string; about?: string; subject?: string }) {
  const rows = ref<Entry[]>([])
  const next = ref<number>()
  async function page(onwards = false, newest = () => true) {
    const after = onwards ? next.value : undefined
    const q = Object.fromEntries(Object.entries(query()).filter(([, v]) => v))
    const told = await got(
      api.GET('/api/v1/journal', {
        params: { query: { limit: 50, ...q, ...(after ? { before: after } : {}) } },
      }),
    )
    if (!newest() || (onwards && after !== next.value)) return
    rows.value = onwards ? [...rows.value, ...told.items] : told.items
    next.value = told.next ? Number(told.next) : undefined
  }
  return { rows, next, page }
}
