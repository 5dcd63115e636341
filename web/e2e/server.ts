/* A real server on a data folder of its own, on either engine. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, cpSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import { lateReplies } from './slow'
import { makeData } from './templates'

const PACKS = resolve(__dirname, '../../practices')
const START_MS = 30000
let count = 0

/** A new database in the server that LINLI_TEST_PG names. */
function newDatabase(name: string): { url: string; drop: () => void } {
  const given = process.env.LINLI_TEST_PG!
  const sql = (text: string) => execFileSync('psql', ['-Xqv', 'ON_ERROR_STOP=1', given, '-c', text], { stdio: 'pipe' })
  const parts = /^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(given)
  if (!parts) throw new Error('LINLI_TEST_PG is no address of PostgreSQL')
  sql(`CREATE DATABASE "${name}"`)
  return {
    url: `${parts[1]}/${name}${parts[2] ?? ''}`,
    drop: () => sql(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  }
}

export interface Served {
  origin: string // with the base path, no slash at its end
  password: string // of every demo account
  errors: () => string
  halt: () => Promise<void>
  again: () => Promise<void> // at the same address, after a halt
  stop: () => Promise<void>
  /** Turn the clock, as "15 days" or "1 hour" says; nobody is signed in any more then. Gives the day that it is. */
  turn: (by: string) => Promise<string>
}

export interface Wanted {
  data?: 'fresh' | 'lived'
  engine?: 'sqlite' | 'postgres'
  /** Another pack than the one of all other tests, with its own demo. */
  practice?: string
  conf?: Record<string, string>
  /** With a clock that can be turned: what takes weeks. */
  clock?: boolean
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error('the server does not start')), START_MS)
    const lines = createInterface({ input: child.stdout! })
    lines.once('line', (line) => {
      clearTimeout(late)
      done(line)
    })
    child.once('exit', (code) => {
      clearTimeout(late)
      fail(new Error(`the server ended with status ${code}`))
    })
  })
}

export async function serve(wanted: Wanted = {}): Promise<Served> {
  const site = inject('site')
  const template = site[wanted.data ?? 'fresh']
  const name = `linli_e2e_${process.pid}_${++count}`
  const folder = join(site.root, name)
  let password = template.password
  let drop = () => {}
  if (wanted.engine === 'postgres') {
    const database = newDatabase(name)
    drop = database.drop
    password = makeData(site.linli, folder, 0, database.url)
  } else if (wanted.practice) password = makeData(site.linli, folder, 0, '', resolve(PACKS, wanted.practice))
  else cpSync(template.folder, folder, { recursive: true })
  // All windows of a test come from one address.
  const conf = { per_minute: '100000', reports: '1000', ...(wanted.clock ? { test: 'yes' } : {}), ...wanted.conf }
  appendFileSync(join(folder, 'linli.conf'), '\n' + Object.entries(conf).map(([k, v]) => `${k} = ${v}\n`).join(''))

  const errors = join(folder, 'stderr')
  const said = () => readFileSync(errors, 'utf8')
  let child: ChildProcess
  async function start(port: string): Promise<string> {
    const clock = wanted.clock ? ['--test-clock', new Date().toISOString()] : []
    child = spawn(site.linli, ['--lang', 'en', 'serve', '--data', folder, '--port', port, ...clock], {
      stdio: ['ignore', 'pipe', openSync(errors, 'a')],
    })
    const line = await firstLine(child).catch((e: Error) => {
      child.kill('SIGKILL')
      throw new Error(`${e.message}\n${said()}`)
    })
    return line.split(' ').pop()!.replace(/\/$/, '')
  }
  const halt = () =>
    new Promise<void>((done, fail) => {
      child.removeAllListeners('exit')
      child.once('exit', (code) => {
        if (code === 0) done()
        else fail(new Error(`the server ended with status ${code}\n${said()}`))
      })
      child.kill('SIGTERM')
    })
  const own = await start('0')
  const front = await lateReplies(own)
  const { origin } = front
  return {
    origin,
    password,
    errors: said,
    halt,
    again: async () => void (await start(new URL(own).port)),
    stop: () => front.stop().then(halt).finally(drop),
    turn: async (by) => {
      const headers = { 'Content-Type': 'application/json' }
      const told = await fetch(`${origin}/test/clock`, { method: 'POST', headers, body: JSON.stringify({ by }) })
      const { now } = (await told.json()) as { now: string }
      return new Date(Date.parse(now) + 8 * 3600000).toISOString().slice(0, 10)
    },
  }
}
