/*
 * store: what a phone keeps in IndexedDB: what was not sent yet, cases of
 * today with their small photos, a report that is being written.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Item } from './outbox'
import type { KeptCase } from './kept'

export interface Draft {
  key: string
  photos: Blob[]
  fields: Record<string, unknown>
}
export interface Store extends DBSchema {
  items: { key: string; value: Item }
  cases: { key: string; value: KeptCase }
  photos: { key: string; value: { id: string; case: string; blob: Blob }; indexes: { case: string } }
  drafts: { key: string; value: Draft }
}

let db: Promise<IDBPDatabase<Store>> | null = null
export function store(): Promise<IDBPDatabase<Store>> {
  db ??= openDB<Store>('linli', 2, {
    upgrade(d, from) {
      if (from < 1) d.createObjectStore('items', { keyPath: 'token' })
      d.createObjectStore('cases', { keyPath: 'id' })
      d.createObjectStore('photos', { keyPath: 'id' }).createIndex('case', 'case')
      d.createObjectStore('drafts', { keyPath: 'key' })
    },
    blocking() {
      void close() // another window has a newer version: do not hold it up
    },
    terminated() {
      db = null
    },
  })
  db.catch(() => (db = null))
  return db
}

export async function close() {
  const open = db
  db = null
  if (open) (await open).close()
}

/** Vue's proxies cannot be stored. */
export function plain<T>(v: T): T {
  if (Array.isArray(v)) return v.map(plain) as T
  if (v && typeof v === 'object' && !(v instanceof Blob))
    return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, plain(x)])) as T
  return v
}
