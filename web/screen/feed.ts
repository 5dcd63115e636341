/*
 * The live feed, for weeks: the server ends a stream after a while, the network may go, and each
 * time it goes on behind the last event that was seen. Only the newest few are held.
 */
import { onBeforeUnmount, ref } from 'vue'
import { ask } from './kiosk'

export interface Happened {
  id: string
  kind: string
  at: string
  number: string
  title: string
  place: string
}
const KEPT = 7
const WAIT = [1000, 2000, 5000, 15000, 30000]
const LONGEST = 100000 // an event is far shorter: what goes on is no feed
const SILENT = 120000 // no byte for so long: the line is dead even if nobody said so
const LIVED = 20000 // a line that ends sooner counts as one that failed, or it would be asked for each second

interface Told {
  at: string
  data?: { number?: string; title?: string; place?: string } | null
}
function read(data: string): Told | undefined {
  try {
    return JSON.parse(data) as Told
  } catch {
    return undefined
  }
}
/** One event out of its lines; undefined for a line that only keeps the stream alive. */
export function eventOf(block: string): Happened | undefined {
  const line: Record<string, string> = {}
  for (const l of block.split('\n')) {
    const colon = l.indexOf(':')
    if (colon > 0) line[l.slice(0, colon)] = l.slice(colon + 1).trim()
  }
  if (!line.id || !line.data) return undefined
  const told = read(line.data)
  if (!told) return { id: line.id, kind: '', at: '', number: '', title: '', place: '' }
  const { number = '', title = '', place = '' } = told.data ?? {}
  return { id: line.id, kind: line.event ?? '', at: told.at, number, title, place }
}

export function useFeed() {
  const items = ref<Happened[]>([])
  const refused = ref(false)
  const alive = ref(true) // until a connection fails
  let last = ''
  let ended = false
  let failed = 0
  let stop: AbortController | undefined
  let timer = 0

  function take(block: string) {
    const e = eventOf(block)
    if (!e) return
    last = e.id // also of one that cannot be read: it would come again for ever
    if (e.kind) items.value = [e, ...items.value].slice(0, KEPT)
  }
  async function follow(body: ReadableStream<Uint8Array>) {
    const reader = body.getReader()
    const text = new TextDecoder()
    let rest = ''
    for (;;) {
      const dead = window.setTimeout(() => stop?.abort(), SILENT)
      const part = await reader.read().finally(() => window.clearTimeout(dead))
      if (part.done) return
      rest += text.decode(part.value, { stream: true }).replace(/\r/g, '')
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      if (rest.length > LONGEST) throw new Error('no end of an event')
      blocks.forEach(take)
    }
  }
  async function run() {
    stop = new AbortController()
    const since = Date.now()
    const dead = window.setTimeout(() => stop?.abort(), SILENT) // nobody answers
    try {
      const r = await ask('/api/v1/wall/feed', {
        headers: last ? { 'Last-Event-ID': last } : {},
        signal: stop.signal,
      }).finally(() => window.clearTimeout(dead))
      refused.value = r.status === 401 || r.status === 403
      if (!r.ok || !r.body) throw new Error(String(r.status))
      alive.value = true
      await follow(r.body)
      failed = Date.now() - since < LIVED ? failed + 1 : 0
    } catch {
      failed = Date.now() - since < LIVED ? failed + 1 : 1
      alive.value = false
    } finally {
      stop.abort() // what was not read to its end is let go
    }
    if (!ended) timer = window.setTimeout(run, WAIT[Math.min(failed, WAIT.length - 1)])
  }
  onBeforeUnmount(() => {
    ended = true
    window.clearTimeout(timer)
    stop?.abort()
  })
  /** From behind that entry of the journal on; once. */
  function start(after: number) {
    if (last || ended) return
    last = String(Math.max(0, after))
    void run()
  }
  return { items, refused, alive, start }
}
