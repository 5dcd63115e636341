/*
 * outbox: what was done without network, kept in IndexedDB and sent once.
 *
 * Everything that is sent goes through here, so that a phone that dies between
 * a tap and the reply loses nothing. A report carries a token of its own: sent
 * twice, the server files it once. A move carries the version that its sender
 * saw. When the case went on since, its timeline tells whether that was this
 * very move, whose reply was lost; else it stays here as `conflict` until its
 * sender has looked at both. Moves on one case are sent in their order, each
 * only after the one before it.
 *
 * For some seconds it can be taken back. It is kept from the beginning, so that
 * whoever closes the page meanwhile loses nothing; whoever only leaves it sends
 * it at once.
 */
import { computed, ref } from 'vue'
import { api, got, isRefused, sendFiles, type Refused, type Schemas } from './api/client'
import type { Answers } from './forms'
import { entriesAfter } from './follow'
import { me } from './session'
import { plain, store } from './store'
import { newToken } from './token'

export type Report = Omit<Schemas['case_in'], 'form'> & { form: Answers }
export interface Move {
  case: string
  number: string
  title: string // of the move
  after?: string // the newest entry of the timeline that its sender had seen
  on?: string // token of the move before it that had not been sent yet
  body: Omit<Schemas['move_in'], 'form'> & { form: Answers }
}
export type ItemState = 'waiting' | 'sending' | 'refused' | 'conflict'
export interface Item {
  token: string
  made: string
  state: ItemState
  account?: string // who did it; it is sent in nobody else's name
  owner?: string // the window that is sending it
  since?: number // and has been seen doing so at, in ms
  held?: number // can be taken back until, in ms
  tried?: boolean // it was sent, and no reply came
  why?: string
  wrong?: { path: string; message: string }[]
  sent?: Record<string, string[]> // ids of files that the server has already, by field
  report?: Report
  move?: Move
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
  joined?: boolean // somebody else reported it: the code shows its progress only
}
const FILED = 'linli.filed'
const FILED_MOST = 50
const CLAIM_MS = 60000 // a window that was seen sending no later than so is taken to be alive
export const hold = { ms: 5000 } // so long it can be taken back
const PATIENCE_MS = 8000 // so long a person waits for the reply
export const filed = ref<Filed[]>(JSON.parse(localStorage.getItem(FILED) ?? '[]') as Filed[])

/* The same after a reload, so that a window which crashed goes on at once. */
function ownName(): string {
  const had = sessionStorage.getItem('linli.window')
  const name = had ?? newToken()
  if (!had) sessionStorage.setItem('linli.window', name)
  return name
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

export function keepFiled(f: Filed) {
  filed.value = [f, ...filed.value.filter((x) => x.token !== f.token)].slice(0, FILED_MOST)
  localStorage.setItem(FILED, JSON.stringify(filed.value))
}

const isHeld = (item: Item) => (item.held ?? 0) > Date.now()
/** What can still be taken back, from this window. */
export const holding = ref<Item[]>([])
const letGo = new Map<string, () => void>()

/** Until it was taken back, its time is over, or the page is left. Whether it is still to be sent. */
async function heldBack(item: Item): Promise<boolean> {
  if (hold.ms <= 0) return true
  holding.value.push(item)
  await new Promise<void>((done) => {
    letGo.set(item.token, done)
    setTimeout(done, hold.ms)
  })
  letGo.delete(item.token)
  holding.value = holding.value.filter((x) => x.token !== item.token)
  const left = items.value.find((x) => x.token === item.token)
  if (!left) return false
  const { held: _held, ...free } = left
  if (left.state === 'waiting') await keep(free)
  return true
}
/** False: it is on its way, or something else was built on it. */
export async function takeBack(token: string): Promise<boolean> {
  const tx = (await store()).transaction('items', 'readwrite')
  const item = await tx.store.get(token)
  const free = item?.state === 'waiting' && !items.value.some((x) => x.move?.on === token)
  if (free) await tx.store.delete(token)
  await tx.done
  if (free) items.value = items.value.filter((x) => x.token !== token)
  letGo.get(token)?.()
  return free
}

/** Take it for sending, before any other window does; null when another has it or had it. */
async function claim(token: string): Promise<Item | null> {
  const tx = (await store()).transaction('items', 'readwrite')
  const item = await tx.store.get(token)
  const others = item?.state === 'sending' && item.owner !== ownName()
  const free =
    item && !isHeld(item) && (item.state === 'waiting' || (item.state === 'sending' && !(others && item.since! > Date.now() - CLAIM_MS)))
  if (free) await tx.store.put({ ...item, state: 'sending', owner: ownName(), since: Date.now() })
  await tx.done
  if (!item) items.value = items.value.filter((x) => x.token !== token)
  if (!item || !free) return null
  const mine: Item = { ...item, state: 'sending', owner: ownName(), since: Date.now() }
  const i = items.value.findIndex((x) => x.token === token)
  if (i >= 0) items.value[i] = mine
  return mine
}

/** Files among the answers go first, one by one; their ids take their place. None goes twice. */
async function withFiles(item: Item, form: Answers): Promise<Answers> {
  const out: Answers = {}
  for (const [name, v] of Object.entries(form)) {
    out[name] = v
    if (!Array.isArray(v) || !(v[0] instanceof Blob)) continue
    const ids = [...(item.sent?.[name] ?? [])]
    for (const file of (v as Blob[]).slice(ids.length)) {
      ids.push(...(await sendFiles([file])))
      item.sent = { ...item.sent, [name]: [...ids] }
      item.since = Date.now()
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
  const before = filed.value.find((f) => f.token === item.token)
  keepFiled({
    token: item.token,
    id: told.id,
    number: told.number,
    code: told.code ?? before?.code,
    title: report.words ?? report.title ?? '',
    at: item.made,
  })
}

/** Did it go through before, and only the reply was lost? The timeline says what came since. */
async function wentBefore(move: Move): Promise<boolean> {
  if (!move.after || !me.value) return false
  const since = await entriesAfter(move.case, move.after)
  return since.some(
    (e) =>
      e.kind === 'case.moved' &&
      e.account === me.value?.account &&
      (e.data as { move?: string } | undefined)?.move === move.body.move,
  )
}

/** Those that were made on top of it know now what they stand on. */
async function goOn(item: Item, version: number) {
  const next = items.value.filter((x) => x.move?.on === item.token)
  if (!next.length || !item.move) return
  const seen = item.move.after
    ? await entriesAfter(item.move.case, item.move.after).catch(() => [])
    : []
  for (const x of next) {
    const { on: _on, ...move } = x.move!
    await keep({ ...x, move: { ...move, after: seen[seen.length - 1]?.id, body: { ...move.body, version } } })
  }
}

async function sendMove(item: Item, move: Move) {
  const before = item.tried
  const form = await withFiles(item, move.body.form)
  item.tried = true
  await keep(item)
  try {
    const now = await got(
      api.POST('/api/v1/cases/{id}/moves', {
        params: { path: { id: move.case } },
        body: { ...move.body, form: form as never },
      }),
    )
    await goOn(item, now.version)
  } catch (e) {
    if (!isRefused(e) || !surely(e)) throw e
    item.tried = before
    if (e.status !== 409 || !before || !(await wentBefore(move))) throw e
    await goOn(item, (move.body.version ?? 0) + 1)
  }
}

/** A reply that says that nothing was done. */
function surely(e: Refused): boolean {
  return e.status >= 400 && e.status < 500
}

/** Offline it stays as it was; what was refused stays with the reason. Gives whether it went. */
async function send(token: string): Promise<boolean> {
  const item = await claim(token)
  if (!item) return !items.value.some((x) => x.token === token)
  try {
    if (item.report) await sendReport(item, item.report)
    if (item.move) await sendMove(item, item.move)
    await discard(item.token)
    return true
  } catch (e) {
    const { owner: _owner, since: _since, ...rest } = item
    if (!isRefused(e)) {
      await keep({ ...rest, state: 'waiting' })
      throw e
    }
    if (!surely(e) || e.status === 429 || e.status === 401)
      await keep({ ...rest, state: 'waiting', why: e.message || undefined })
    else
      await keep({
        ...rest,
        state: e.status === 409 && item.move ? 'conflict' : 'refused',
        why: e.message,
        wrong: e.fields.map((f) => ({ path: f.path, message: f.message })),
      })
    return false
  }
}

export function isMine(item: Item): boolean {
  return !item.account || item.account === me.value?.account
}

async function round() {
  const held = new Set<string>() // cases on which something before has not gone
  for (const { token } of [...items.value].sort((a, b) => a.made.localeCompare(b.made))) {
    const item = items.value.find((x) => x.token === token)
    if (!item || (item.move && held.has(item.move.case))) continue
    const free = !isHeld(item) && (item.state === 'waiting' || item.state === 'sending')
    const went = free && isMine(item) && (await send(token))
    if (!went && item.move) held.add(item.move.case)
  }
}

let running: Promise<void> | null = null
let asked = false
async function rounds() {
  while (asked && navigator.onLine) {
    asked = false
    await round()
  }
}
/** Send all that waits, the oldest first. A conflict or refusal holds up only its own case. */
export function flush(): Promise<void> {
  asked = true
  running ??= rounds().finally(() => {
    running = null
    if (asked && navigator.onLine) void flush()
  })
  return running
}

export interface Taken {
  went: boolean
  back?: boolean // it was taken back
  item: Item
}
/** `kept` is called when it is safe, with what can still be taken back. */
async function take(part: Pick<Item, 'report' | 'move'>, kept?: (item: Item) => void): Promise<Taken> {
  const item: Item = {
    token: newToken(),
    made: new Date().toISOString(),
    state: 'waiting',
    ...(hold.ms > 0 ? { held: Date.now() + hold.ms } : {}),
    ...(me.value ? { account: me.value.account } : {}),
    ...part,
  }
  await keep(item)
  kept?.(item)
  if (!(await heldBack(item))) return { went: false, back: true, item }
  await Promise.race([flush(), new Promise((done) => setTimeout(done, PATIENCE_MS))])
  const left = items.value.find((x) => x.token === item.token)
  return { went: !left, item: left ?? item }
}
export const report = (r: Report, kept?: (item: Item) => void) => take({ report: r }, kept)

/** Stands on the last of what waits for the same case: it has the version that that one gives. */
export function move(m: Move, kept?: (item: Item) => void): Promise<Taken> {
  const before = items.value.filter((x) => x.move?.case === m.case).pop()
  return take({ move: before ? { ...m, on: before.token } : m }, kept)
}

/** Try one again that was refused or in conflict, as its sender changed it. */
export async function retry(item: Item): Promise<boolean> {
  const { why: _why, wrong, ...rest } = item
  const bad = new Set(wrong?.map((w) => w.path.replace(/^form\./, '').replace(/\..*$/, '')))
  const sent = Object.fromEntries(Object.entries(item.sent ?? {}).filter(([name]) => !bad.has(name)))
  await keep({ ...rest, sent, state: 'waiting', tried: false })
  await flush()
  return !items.value.some((x) => x.token === item.token)
}

/* A phone may believe that it has a network where it reaches nobody, and is told nothing when it does
 * again: what waits is tried after some seconds, then ever more seldom. */
const TICK_MS = 2000
const SELDOM = 15 // ticks
let ticks = 0
let pause = 1 // of them
function tick() {
  if (!items.value.length) return void (ticks = 0, (pause = 1))
  if (++ticks < pause) return
  ticks = 0
  pause = Math.min(2 * pause, SELDOM)
  void flush()
}

/** What is kept, shown at once; sending begins when `ready` says who is signed in. */
export async function openOutbox(ready: Promise<unknown> = Promise.resolve()) {
  items.value = await (await store()).getAll('items')
  window.addEventListener('online', () => {
    pause = 1
    void flush()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush()
    else for (const done of letGo.values()) done()
  })
  for (const { held } of items.value)
    if (held) setTimeout(() => void flush(), Math.max(0, held - Date.now()))
  window.setInterval(tick, TICK_MS)
  await ready
  await flush()
}
