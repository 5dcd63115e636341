/*
 * outbox: what was done without network, kept in IndexedDB and sent once.
 *
 * Everything that is sent goes through here, so that a phone that dies between
 * a tap and the reply loses nothing. A report carries a token of its own: sent
 * twice, the server files it once. A move carries the version that its sender
 * saw: when somebody else was there before, nothing is overwritten; it stays
 * here as `conflict` until its sender has looked at both.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import { computed, ref } from 'vue'
import { api, got, isRefused, sendFiles, type Schemas } from './api/client'
import type { Answers } from './forms'

export type Report = Omit<Schemas['case_in'], 'form'> & { form: Answers }
export interface Move {
  case: string
  number: string
  title: string // of the move
  body: Omit<Schemas['move_in'], 'form'> & { form: Answers }
}
export type ItemState = 'waiting' | 'sending' | 'refused' | 'conflict'
export interface Item {
  token: string
  made: string
  state: ItemState
  why?: string
  wrong?: { path: string; message: string }[]
  sent?: Record<string, string[]> // ids of files that the server has already, by field
  report?: Report
  move?: Move
}
interface Store extends DBSchema {
  items: { key: string; value: Item }
}

export const items = ref<Item[]>([])
export const unsent = computed(() => items.value.length)
/** What was filed from here: number and code, for whoever has no account. */
export interface Filed {
  token: string
  id: string
  number: string
  code?: string
  title: string
  at: string
}
const FILED = 'linli.filed'
export const filed = ref<Filed[]>(JSON.parse(localStorage.getItem(FILED) ?? '[]') as Filed[])

let db: Promise<IDBPDatabase<Store>> | null = null
function store() {
  db ??= openDB<Store>('linli', 1, {
    upgrade(d) {
      d.createObjectStore('items', { keyPath: 'token' })
    },
  })
  return db
}

/* Vue's proxies cannot be stored. */
const plain = <T>(v: T): T => {
  if (Array.isArray(v)) return v.map(plain) as T
  if (v && typeof v === 'object' && !(v instanceof Blob))
    return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)])) as T
  return v
}

async function keep(item: Item) {
  await (await store()).put('items', plain(item))
  const i = items.value.findIndex((x) => x.token === item.token)
  if (i < 0) items.value.push(item)
  else items.value[i] = item
}

export async function discard(token: string) {
  await (await store()).delete('items', token)
  items.value = items.value.filter((x) => x.token !== token)
}

function newToken(): string {
  const b = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
}

/** Files among the answers go first; their ids take their place. What went once is not sent again. */
async function withFiles(item: Item, form: Answers): Promise<Answers> {
  const out: Answers = {}
  for (const [name, v] of Object.entries(form)) {
    const blobs = Array.isArray(v) && v.length > 0 && v[0] instanceof Blob ? (v as Blob[]) : null
    if (!blobs) {
      out[name] = v
      continue
    }
    const ids = item.sent?.[name] ?? (await sendFiles(blobs))
    if (!item.sent?.[name]) {
      item.sent = { ...item.sent, [name]: ids }
      await keep(item)
    }
    out[name] = ids
  }
  return out
}

async function sendReport(item: Item, report: Report) {
  const form = await withFiles(item, report.form)
  const told = await got(
    api.POST('/api/v1/cases', { body: { ...report, form: form as never, client_token: item.token } }),
  )
  filed.value = [
    {
      token: item.token,
      id: told.id,
      number: told.number,
      code: told.code,
      title: report.words ?? report.title ?? '',
      at: item.made,
    },
    ...filed.value.filter((f) => f.token !== item.token),
  ].slice(0, 50)
  localStorage.setItem(FILED, JSON.stringify(filed.value))
}

async function sendMove(item: Item, move: Move) {
  const form = await withFiles(item, move.body.form)
  await got(
    api.POST('/api/v1/cases/{id}/moves', {
      params: { path: { id: move.case } },
      body: { ...move.body, form: form as never },
    }),
  )
}

/** Offline it stays as it was; what was refused stays with the reason. Gives whether it went. */
async function send(item: Item): Promise<boolean> {
  try {
    if (item.report) await sendReport(item, item.report)
    if (item.move) await sendMove(item, item.move)
    await discard(item.token)
    return true
  } catch (e) {
    if (!isRefused(e)) throw e
    if (e.status === 0 || e.status === 429 || e.status >= 500) await keep({ ...item, state: 'waiting' })
    else
      await keep({
        ...item,
        state: e.status === 409 ? 'conflict' : 'refused',
        why: e.message,
        wrong: e.fields.map((f) => ({ path: f.path, message: f.message })),
      })
    return false
  }
}

let busy = false
/** Send all that waits, the oldest first. A conflict or refusal does not hold up the others. */
export async function flush() {
  if (busy || !navigator.onLine) return
  busy = true
  try {
    for (const item of [...items.value].sort((a, b) => a.made.localeCompare(b.made)))
      if (item.state === 'waiting') await send(item)
  } finally {
    busy = false
  }
}

async function take(part: Pick<Item, 'report' | 'move'>): Promise<{ went: boolean; item: Item }> {
  const item: Item = { token: newToken(), made: new Date().toISOString(), state: 'waiting', ...part }
  await keep(item)
  const went = await send(item)
  return { went, item: items.value.find((x) => x.token === item.token) ?? item }
}
export const report = (r: Report) => take({ report: r })
export const move = (m: Move) => take({ move: m })

/** Try one again that was refused or in conflict, as its sender changed it. */
export async function retry(item: Item): Promise<boolean> {
  await keep({ ...item, state: 'waiting', why: undefined, wrong: undefined })
  return send({ ...item, state: 'waiting' })
}

export async function openOutbox() {
  items.value = await (await store()).getAll('items')
  window.addEventListener('online', () => void flush())
  window.setInterval(() => void flush(), 30000)
  await flush()
}
