/* Data folders that the tests copy: setting one up takes seconds, copying it none. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'

const top = resolve(__dirname, '../..')
export const pack = join(top, 'practices/hantang-north')

export const ADMINS = { sys_admin: 'Kun-peng-8311', sec_admin: 'Tian-wen-8311', audit_admin: 'Li-sao-8311x' }

/** Of the demo accounts, as `linli init` says it. */
function passwordIn(said: string): string {
  const found = /every demo account is (\S+)/.exec(said)
  if (!found?.[1]) throw new Error(`linli init gave no password of the demo accounts:\n${said}`)
  return found[1]
}

/** `days` of work are simulated, up to today; `db`: PostgreSQL. */
export function makeData(linli: string, folder: string, days = 0, db = '', practice = pack): string {
  const from = new Date(Date.now() - days * 86400000 + 8 * 3600000).toISOString().slice(0, 10)
  const admins = `${folder}.admins`
  writeFileSync(admins, Object.entries(ADMINS).map(([login, password]) => `${login} ${password}\n`).join(''))
  const run = (...args: string[]) =>
    execFileSync(linli, ['--lang', 'en', ...args], { encoding: 'utf8', cwd: top, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = run(
    'init', '--data', folder, '--practice', practice, '--demo', '--password-file', admins,
    ...(days ? ['--on', from] : []),
    ...(db ? ['--db', db] : []),
  )
  if (days) run('simulate', '--data', folder, '--days', String(days), '--seed', '1')
  return passwordIn(said)
}

export default function setup(project: TestProject) {
  const linli = resolve(top, process.env.LINLI ?? 'build/debug/src/app/linli')
  if (!existsSync(linli)) throw new Error(`${linli} is not built; LINLI names another`)
  const root = mkdtempSync(join(tmpdir(), 'linli-e2e-'))
  const fresh = join(root, 'fresh')
  const lived = join(root, 'lived')
  project.provide('site', {
    linli,
    root,
    fresh: { folder: fresh, password: makeData(linli, fresh) },
    lived: { folder: lived, password: makeData(linli, lived, 10) },
  })
  return () => rmSync(root, { recursive: true, force: true })
}

export interface Template {
  folder: string
  password: string
}
declare module 'vitest' {
  export interface ProvidedContext {
    site: { linli: string; root: string; fresh: Template; lived: Template }
  }
}
