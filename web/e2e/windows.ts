/* People at their windows: a browser, and what went wrong in it. */
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page, type Request } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { serve, type Served, type Wanted } from './server'
import { slowPages } from './slow'
import { ADMINS } from './templates'

export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const WAIT_MS = 30000 // for what a busy machine shows late

/** In the demo's first grid of the third level. */
export const AT_HOME = { longitude: 100.0012, latitude: 38.0015 }

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox', // CI runs as root
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  geolocation: AT_HOME,
  permissions: ['geolocation'],
}
export const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }

export interface Window {
  page: Page
  context: BrowserContext
  /** What must not happen: other origins, errors, breaches of the policy. Empty when all is well. */
  faults: string[]
  /** Wait until the page has asked for nothing for a moment. */
  settle: () => Promise<void>
  close: () => Promise<void>
}

/* The first call asks who is signed in; without network nothing answers. */
function expected(text: string, url: string): boolean {
  return (/status of 401/.test(text) && url.endsWith('/api/v1/me')) || /ERR_INTERNET_DISCONNECTED/.test(text)
}

export async function openWindow(browser: Browser, origin: string, how: BrowserContextOptions): Promise<Window> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...how })
  context.setDefaultTimeout(WAIT_MS)
  slowPages(context)
  const page = await context.newPage()
  page.on('filechooser', () => {}) // asked for no sooner than with the key that opens it, it may come too late
  const faults: string[] = []
  const own = new URL(origin).origin
  page.on('request', (r) => {
    if (!/^(data|blob):/.test(r.url()) && new URL(r.url()).origin !== own) faults.push(`asked ${r.url()}`)
  })
  page.on('pageerror', (e) => faults.push(`threw ${e.message} at ${page.url()}`))
  page.on('console', (m) => {
    if (m.type() === 'error' && !expected(m.text(), m.location().url))
      faults.push(`console: ${m.text()} (${m.location().url}) at ${page.url()}`)
  })
  return { page, context, faults, settle: settling(page), close: () => context.close() }
}

/** Nothing more is at hand in the page: on a slow processor it may long have its answers and not have read them. */
const idle = (page: Page) =>
  page
    .evaluate(() => new Promise<boolean>((done) => requestIdleCallback(() => done(document.readyState === 'complete'), { timeout: 2000 })))
    .catch(() => false) // it goes elsewhere just now

const QUIET_MS = 150
function settling(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  let last = Date.now()
  let leaving = false
  page.on('request', (r) => {
    last = Date.now()
    leaving ||= r.isNavigationRequest()
    if (/eventsource|other/.test(r.resourceType()) || /\/api\/v1\/(wall\/)?feed/.test(r.url())) return
    open.add(r) // but for a stream, which stays open, and icons, which end unseen
  })
  const ended = (r: Request) => {
    last = Date.now()
    open.delete(r)
  }
  // What the document before had asked for may never be said to have ended.
  page.on('framenavigated', (f) => {
    if (leaving && f === page.mainFrame()) open.clear()
    leaving = false
  })
  page.on('response', (r) => r.status() >= 400 && ended(r.request())) // nobody may read what it says
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return async () => {
    last = Date.now()
    const until = last + WAIT_MS
    for (;;) {
      const rested = await idle(page)
      if (rested && !open.size && Date.now() - last >= QUIET_MS) return
      if (Date.now() > until) throw new Error(`still asked for: ${[...open].map((r) => r.url()).join(' ')}`)
      await page.waitForTimeout(30)
    }
  }
}

export function expectNoFaults(...windows: Window[]) {
  expect(windows.flatMap((w) => w.faults)).toEqual([])
}

/** Signed in as people do it, on the phone's or the office's page. */
export async function signIn(page: Page, origin: string, login: string, password: string, face: 'mobile' | 'office') {
  await page.goto(face === 'mobile' ? `${origin}/#/mine` : `${origin}/office#/sign-in`)
  await page.getByLabel('账号').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('main').getByRole('button', { name: '登录' }).click()
  await page.getByRole('button', { name: '退出登录' }).or(page.getByRole('heading', { name: '今天' })).first().waitFor()
  // The page goes on from there by itself; an address that is opened before that would be left again.
  await page.waitForURL((u) => !u.hash.includes('sign-in'))
}

/**
 * In pages opened from now on, timers of exactly so many ms stand still; what comes back passes their
 * time once. What people have some seconds for, a busy machine may not do in time.
 */
export async function holdTimers(page: Page, ms: number): Promise<() => Promise<void>> {
  await page.addInitScript((held) => {
    const due: (() => void)[] = []
    const again = new Map<number, () => void>()
    const [later, often, never] = [window.setTimeout, window.setInterval, window.clearInterval]
    let n = -1
    Object.assign(window, {
      setTimeout: (f: () => void, wait?: number, ...more: []) => (wait === held ? (due.push(f), n--) : later(f, wait, ...more)),
      setInterval: (f: () => void, wait?: number, ...more: []) => (wait === held ? (again.set(n, f), n--) : often(f, wait, ...more)),
      clearInterval: (id: number) => again.delete(id) || never(id),
      passTime: () => [...due.splice(0), ...again.values()].forEach((f) => f()),
    })
  }, ms)
  return () => page.evaluate(() => (window as unknown as { passTime(): void }).passTime())
}

/** A browser for all tests of a file. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())
  return () => browser!
}

/** A server for all tests of a file, and the browser before it. */
export interface Site extends Pick<Served, 'origin' | 'password' | 'halt' | 'again' | 'turn'> {
  browser: Browser
  /** Nobody is signed in there. */
  window(how: BrowserContextOptions): Promise<Window>
  office(login: string, how?: BrowserContextOptions): Promise<Window>
  phone(login: string, how?: BrowserContextOptions): Promise<Window>
}

/**
 * `ready` makes what all tests of the file begin from. A test that is tried again does not find what
 * its first try left: it has a new server, made ready again; but not with `keep`, where one test
 * goes on from what another did.
 */
export function useServer(wanted: Wanted & { keep?: boolean } = {}, ready?: (site: Site) => Promise<void>): Site {
  const browser = useBrowser()
  let served: Served
  const passwordOf = (login: string) => (ADMINS as Record<string, string>)[login] ?? served.password
  async function signedIn(login: string, face: 'mobile' | 'office', how: BrowserContextOptions): Promise<Window> {
    const w = await openWindow(browser(), served.origin, how)
    await signIn(w.page, served.origin, login, passwordOf(login), face)
    return w
  }
  const site: Site = {
    get browser() {
      return browser()
    },
    get origin() {
      return served.origin
    },
    get password() {
      return served.password
    },
    halt: () => served.halt(),
    again: () => served.again(),
    turn: (by) => served.turn(by),
    window: (how) => openWindow(browser(), served.origin, how),
    office: (login, how) => signedIn(login, 'office', { ...DESK, ...how }),
    phone: (login, how) => signedIn(login, 'mobile', { ...PHONE, ...how }),
  }
  async function begin() {
    served = await serve(wanted)
    await ready?.(site)
  }
  beforeAll(begin)
  beforeEach(async ({ task }) => {
    if (!task.result?.retryCount || wanted.keep) return
    await Promise.all(browser().contexts().map((c) => c.close()))
    await served.stop()
    await begin()
  })
  afterAll(() => served?.stop())
  return site
}

/** Each picture of the page has come. */
export async function allPictures(page: Page) {
  const here = () => page.evaluate(() => [...document.images].every((i) => i.complete && i.naturalWidth > 0))
  await expect.poll(here).toBe(true)
}

/** A photo: a picture of its own that no two calls share. */
export async function photo(page: Page, words: string): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const other = await page.context().browser()!.newPage({ viewport: { width: 320, height: 240 } })
  await other.setContent(`<body style="background:#9ab;font:30px sans-serif">${words}</body>`)
  const buffer = await other.screenshot({ type: 'jpeg', quality: 70 })
  await other.close()
  return { name: 'photo.jpg', mimeType: 'image/jpeg', buffer }
}
