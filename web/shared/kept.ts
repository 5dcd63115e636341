/*
 * kept: cases on the phone, for where there is no network: the case as it was
 * last seen, its sentences, its timeline, small photos of it.
 */
import { api, fileUrl, got, isRefused, type Schemas } from './api/client'
import { entriesAfter, type Entry } from './follow'
import { nextSentences } from './next'
import { processOf } from './processes'
import { me } from './session'
import { plain, store } from './store'

export interface KeptCase {
  id: string
  at: string // when it was asked for
  account: string
  view: Schemas['case_view']
  next: string[] // who must do what by when
  words: string[] // all about where it stands, in sentences
  until?: string // so long it can be evaluated
  line: Entry[]
}
const DAYS = 7
const MOST = 40 // so many of a day's cases are fetched beforehand
const PHOTOS = ['photos', 'photos_before', 'photos_after']

export interface Photo {
  id: string
  name: string // of its field
}
export function photosOf(view: Schemas['case_view']): Photo[] {
  const form = (view.form ?? {}) as Record<string, unknown>
  return PHOTOS.flatMap((name) => ((form[name] as string[] | undefined) ?? []).map((id) => ({ id, name })))
}

async function keepPhotos(view: Schemas['case_view']) {
  const db = await store()
  for (const { id } of photosOf(view)) {
    if (await db.get('photos', id)) continue
    const told = await fetch(fileUrl(id, true)).catch(() => null)
    if (told?.ok) await db.put('photos', { id, case: view.id, blob: await told.blob() })
  }
}

/* The timeline comes after the case: an entry behind its last one happened after the case was seen. */
async function fetchCase(id: string): Promise<KeptCase> {
  const view = await got(api.GET('/api/v1/cases/{id}', { params: { path: { id } } }))
  const line = await entriesAfter(id)
  const why = await got(api.GET('/api/v1/cases/{id}/why', { params: { path: { id } } })).catch(() => null)
  const kept: KeptCase = {
    id,
    at: new Date().toISOString(),
    account: me.value?.account ?? '',
    view,
    next: why ? nextSentences(why) : [],
    words: why?.words ?? [],
    ...(why?.evaluate_until ? { until: why.evaluate_until } : {}),
    line,
  }
  await (await store()).put('cases', plain(kept))
  void keepPhotos(view)
  return kept
}

async function keptCase(id: string): Promise<KeptCase | undefined> {
  const kept = await (await store()).get('cases', id)
  return kept && kept.account === (me.value?.account ?? '') ? kept : undefined
}

/** A case as it stands; without network as it was kept, and `stale` says since when. */
export async function openCase(id: string): Promise<KeptCase & { stale?: string }> {
  try {
    return await fetchCase(id)
  } catch (e) {
    const kept = isRefused(e) && e.offline ? await keptCase(id) : undefined
    if (!kept) throw e
    return { ...kept, stale: kept.at }
  }
}

/** The small photo that was kept, as an address for an image; to be revoked by the caller. */
export async function photoKept(id: string): Promise<string | undefined> {
  const kept = await (await store()).get('photos', id)
  return kept ? URL.createObjectURL(kept.blob) : undefined
}

/** Names of places and photos of cards, from what is kept. */
export async function keptViews(): Promise<Map<string, Schemas['case_view']>> {
  const all = await (await store()).getAll('cases')
  return new Map(all.filter((c) => c.account === (me.value?.account ?? '')).map((c) => [c.id, c.view]))
}

let keeping = false
/** Fetch what a day's list needs offline, one after another, and let go of what is old. */
export async function keepToday(rows: Schemas['todo_row'][], each: () => void) {
  if (keeping) return
  keeping = true
  try {
    const views = await keptViews()
    for (const row of rows.slice(0, MOST)) {
      if (views.get(row.id)?.version === row.version) continue
      const kept = await fetchCase(row.id)
      await processOf(kept.view.process)
      each()
    }
    await letGo(new Set(rows.map((r) => r.id)))
  } catch (e) {
    if (!isRefused(e)) throw e // the network went: the rest the next time
  } finally {
    keeping = false
  }
}

async function letGo(needed: Set<string>) {
  const db = await store()
  const old = new Date(Date.now() - DAYS * 86400000).toISOString()
  for (const kept of await db.getAll('cases'))
    if (!needed.has(kept.id) && kept.at < old) await forget(kept.id)
}
async function forget(id: string) {
  const db = await store()
  await db.delete('cases', id)
  for (const key of await db.getAllKeysFromIndex('photos', 'case', id)) await db.delete('photos', key)
}

const LISTS = ['today', 'mine'] as const
/** A list of one's own; without network as it was seen the last time, `at` then. */
export async function orLastSeen<T>(list: (typeof LISTS)[number], ask: () => Promise<T[]>): Promise<{ items: T[]; at?: string }> {
  const key = `linli.${list}`
  try {
    const items = await ask()
    localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), account: me.value?.account, items }))
    return { items }
  } catch (e) {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as { at: string; account?: string; items: T[] } | null
    if (!isRefused(e) || !e.offline || !kept || (me.value && kept.account !== me.value.account)) throw e
    return { items: kept.items, at: kept.at }
  }
}
/** Whoever signs out leaves nobody's cases on the phone; what was not sent stays. */
export async function forgetAll() {
  const db = await store()
  await db.clear('cases')
  await db.clear('photos')
  for (const list of LISTS) localStorage.removeItem(`linli.${list}`)
}
