/* A slow machine behind a slow line, to find what only goes well on a quick one. How: scripts/faces. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'

const SLOW = Number(process.env.LINLI_E2E_SLOW || 1) // so many times slower is the processor of every page
const LATE_MS = Number(process.env.LINLI_E2E_LATE || 0) // and so late at most comes every reply
const SEED = Number(process.env.LINLI_E2E_SEED || Date.now() % 1e6)

async function slow(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
}

/** Every page of it, also those that it opens itself. */
export function slowPages(context: BrowserContext) {
  if (SLOW > 1) context.on('page', (page) => void slow(page).catch(() => undefined)) // it may be closed already
}

/** Mulberry32: the same seed, the same numbers. */
function numbers(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

function pass(port: number, asked: IncomingMessage, reply: ServerResponse, wait: number) {
  const gone = () => reply.destroy() // the server is halted, or ended a stream
  const { method, url: path, headers } = asked
  const on = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
    setTimeout(() => {
      reply.writeHead(answer.statusCode!, answer.headers)
      reply.flushHeaders()
      answer.on('error', gone).pipe(reply)
    }, wait)
  })
  on.on('error', gone)
  reply.on('close', () => on.destroy())
  asked.pipe(on)
}

/** Where a server is reached whose replies are late: its own address when they shall not be. */
export async function lateReplies(origin: string): Promise<{ origin: string; stop: () => Promise<void> }> {
  if (!LATE_MS) return { origin, stop: () => Promise.resolve() }
  const target = new URL(origin)
  const port = Number(target.port)
  const next = numbers(SEED)
  const front = createServer((asked, reply) => pass(port, asked, reply, next() * LATE_MS))
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
  console.log(`replies are up to ${LATE_MS} ms late: LINLI_E2E_SEED=${SEED}`)
  target.port = String((front.address() as AddressInfo).port)
  return {
    origin: target.href.replace(/\/$/, ''),
    stop: () =>
      new Promise((done) => {
        front.close(() => done())
        front.closeAllConnections()
      }),
  }
}
