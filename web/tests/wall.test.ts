// @vitest-environment happy-dom
/* The wall hangs for weeks: what it holds, asks for and waits on stays bounded, and it finds its way back. */
import { createApp, type App } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

vi.setConfig({ testTimeout: 120000, hookTimeout: 60000 }) // a busy machine takes its time over what is quick
const HOUR = 3600000
const sums = { open: 9, open_late: 1, opened: 3, closed: 2, closed_on_time: 2 }
let up = true // the server answers
let dumb = false // the line is dead: nothing answers, nothing fails
let answer = 200
let streams = 0 // open now
let most = 0 // open at once, ever
let asked: string[] = []
let events = 0
let told = 0
let odd = false // an event that nobody can read
let renewed = 0
let full = false // as many cases as the server tells at once, and more behind them
let app: App | undefined

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } })
const until = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, no) => signal?.addEventListener('abort', () => no(new DOMException('', 'AbortError'))))
/** An event every two minutes, a sign of life each minute, and the end after an hour, as servers and proxies have it. */
function stream(signal: AbortSignal | null | undefined): Response {
  most = Math.max(most, ++streams)
  let beat = 0
  let timer: ReturnType<typeof setInterval>
  let over = false
  const bytes = (s: string) => new TextEncoder().encode(s)
  const body = new ReadableStream<Uint8Array>({
    start(to) {
      const end = (how: () => void) => {
        if (over) return
        over = true
        streams--
        clearInterval(timer)
        how()
      }
      signal?.addEventListener('abort', () => end(() => to.error(new DOMException('', 'AbortError'))))
      timer = setInterval(() => {
        if (dumb) return
        if (!up || ++beat > 60) return end(() => (up ? to.close() : to.error(new Error('gone'))))
        if (beat % 2) return to.enqueue(bytes(':\n\n'))
        told++
        const data = odd ? '{"at":' : JSON.stringify({ at: new Date().toISOString(), data: { number: `N${told}`, title: 't', place: 'p' } })
        to.enqueue(bytes(`id: ${++events}\nevent: case.opened\ndata: ${data}\n\n`))
      }, 60000)
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
}
async function fetched(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const url = input instanceof Request ? input.url : String(input)
  const signal = input instanceof Request ? input.signal : init?.signal
  asked.push(url)
  if (dumb) return until(signal)
  if (!up) throw new TypeError('Failed to fetch')
  if (answer !== 200) return json({ code: 'denied', message: 'no', fields: [] }, answer)
  if (url.includes('/wall/feed')) return stream(signal)
  if (url.includes('/wall/figures'))
    return json({ place: '7', name: 'Place', first_day: '2026-01-01', last_day: '2026-01-14', as_of: 500, sums: full ? { ...sums, open: 51232, open_late: 34975 } : sums, days: [], children: [{ place: '8', name: 'A', sums }, { place: '9', name: 'B', sums }] })
  if (url.includes('/wall/cases'))
    return json({ items: Array.from({ length: full ? 400 : 1 }, (_, i) => ({ number: `L${i + 1}`, title: 't', step: 's', needs: 'late', card: 'none', due: '2026-01-01T00:00:00Z', lon: 1, lat: 1, opened: '2026-01-01T00:00:00Z' })) })
  if (url.includes('/areas')) return json({ features: [] })
  return json({ items: [{ kind: 'grid' }] })
}
const text = () => document.body.textContent ?? ''
/** Bodies are read by the real clock: a moment of it after the time that is made up. */
async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms)
  for (let i = 0; i < 30; i++) await new Promise((next) => setImmediate(next))
}
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: new Date('2026-01-14T23:00:00+08:00') })
  vi.stubGlobal('fetch', fetched)
  vi.spyOn(location, 'reload').mockImplementation(() => void renewed++)
  ;[up, dumb, answer, streams, most, asked, events, told, odd, renewed, full] = [true, false, 200, 0, 0, [], 0, 0, false, 0, false]
  location.hash = '#token=tk&place=7'
  document.body.innerHTML = '<div id="app"></div>'
  vi.resetModules()
  const { i18n } = await import('../shared/i18n')
  await import('../screen/texts')
  const { default: Wall } = await import('../screen/App.vue')
  app = createApp(Wall).use(i18n)
  app.mount('#app')
  await pass(2000)
})
afterEach(() => {
  app?.unmount()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

it('a whole night: as many rows, timers and lines as after two hours, and it begins anew', async () => {
  await pass(2 * HOUR)
  const first = { rows: document.querySelectorAll('li').length, all: document.querySelectorAll('*').length, timers: vi.getTimerCount() }
  for (let part = 0; part < 3; part++) {
    asked = []
    await pass(2 * HOUR)
    expect(asked.length).toBeLessThan(4 * 2 * 60) // two a minute and what the feed takes
    expect(document.querySelectorAll('li').length).toBe(first.rows)
    expect(document.querySelectorAll('*').length).toBe(first.all)
    expect(vi.getTimerCount()).toBeLessThanOrEqual(first.timers + 6)
  }
  expect(told).toBeGreaterThan(200)
  expect(renewed).toBeGreaterThan(0)
  expect(most).toBe(1)
  expect(document.querySelectorAll('.feed li').length).toBe(7)
  expect(text()).toContain(`N${told}`)
  app?.unmount()
  app = undefined
  await pass(60000)
  expect([streams, vi.getTimerCount()]).toEqual([0, 0])
})

it('the server stops for hours: it says so, asks seldom, and comes back by itself', async () => {
  await pass(10 * 60000)
  up = false
  await pass(60000)
  expect(document.querySelector('[role=alert]')?.className).toBe('lost')
  expect(document.querySelector('h1')?.textContent).toBe('Place')
  asked = []
  await pass(2 * HOUR)
  expect(asked.length).toBeLessThan(2 * (6 * 60 * 2 + 120) + 20) // two questions each ten seconds, the feed each half minute
  up = true
  await pass(60000)
  expect(document.querySelector('[role=alert]')).toBeNull()
  const before = told
  await pass(10 * 60000)
  expect(told).toBeGreaterThan(before)
  expect(text()).toContain(`N${told}`)
})

it('a line that died without a word is noticed, and the wall goes on when it lives again', async () => {
  await pass(10 * 60000)
  dumb = true
  await pass(5 * 60000)
  expect(document.querySelector('[role=alert]')?.className).toBe('lost')
  dumb = false
  await pass(4 * 60000)
  expect(document.querySelector('[role=alert]')).toBeNull()
  expect(most).toBe(1)
})

it('a token that is taken back shows nothing any more, and what it showed again when it holds again', async () => {
  answer = 401
  await pass(2 * 60000)
  expect(document.querySelector('h1')).toBeNull()
  expect(document.querySelector('[role=alert]')?.className).toBe('said')
  expect(text()).toContain('The token is wrong') // not that the server is away: that mends itself
  answer = 200
  await pass(60000)
  expect(document.querySelector('h1')?.textContent).toBe('Place')
})

it('an event that cannot be read is left out, and not asked for again and again', async () => {
  odd = true
  await pass(10 * 60000)
  const tries = asked.filter((u) => u.includes('/wall/feed')).length
  odd = false
  await pass(10 * 60000)
  expect(tries).toBeLessThan(4)
  expect(text()).toContain(`N${told}`)
})

it('a proxy that cuts each line at once is not asked each second', async () => {
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.includes('/wall/feed')) return fetched(input, init)
    asked.push(url)
    return Promise.resolve(new Response(new ReadableStream({ start: (to) => to.close() })))
  })
  await pass(70 * 60000) // the line that is there ends by itself
  asked = []
  await pass(20 * 60000)
  const tries = asked.filter((u) => u.includes('/wall/feed')).length
  expect(tries).toBeLessThan(45)
  expect(tries).toBeGreaterThan(10) // and yet it goes on asking
})

it('more need a decision than the server tells at once: how many stands in the figures', async () => {
  expect(text()).not.toContain(' more')
  full = true
  await pass(2 * 60000)
  expect(text()).toContain('34972 more')
})
