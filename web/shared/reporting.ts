/* What people bring: matters (with words), and services that are applied for by a form. */
import type { Schemas } from './api/client'
import { answersToSend, drawn, isBeside, type Answers, type Field } from './forms'
import type { Report } from './outbox'
import { classes, practice, processOf } from './processes'

type Process = Schemas['process_view']

/** A matter is told in words; a service has a form without them. */
export function isMatter(p: Process): boolean {
  return p.form.some((f) => f.name === 'words')
}
export function isOpen(p: Process, signedIn: boolean): boolean {
  return p.channels.includes('anyone') || (signedIn && p.channels.includes('account'))
}

/** Who reports: a worker at work or for somebody else, somebody with an account, or anyone. */
export interface Reporter {
  worker: boolean
  onBehalf: boolean
  signedIn: boolean
}
export function mayReport(p: Process, who: Reporter): boolean {
  return who.worker ? p.channels.includes(who.onBehalf ? 'on_behalf' : 'worker') : isOpen(p, who.signedIn)
}

/* What every report asks or may ask. */
const COMMON = new Set(['place', 'class', 'grade', 'words', 'address', 'photos', 'photos_before', 'name', 'phone', 'files'])
const asksMore = (p: Process) => p.form.some((f) => f.need && !COMMON.has(f.name))

/** What residents can apply for; some only with an account. Also matters with a form of their own, or that no class opens. */
export async function services(): Promise<Process[]> {
  const names = (await practice()).processes.map((p) => p.code)
  const led = new Set((await classes()).map((c) => c.process))
  const all = await Promise.all(names.map((n) => processOf(n).catch(() => null)))
  return all.filter((p): p is Process => !!p && isOpen(p, true) && (!isMatter(p) || asksMore(p) || !led.has(p.name)))
}

/** Ask beforehand for what a report needs, so that it can be filled in where there is no network. */
export async function prepare() {
  const names = new Set((await classes()).map((c) => c.process).filter((n): n is string => !!n))
  for (const name of names) await processOf(name)
}

/** An application as it is sent: what stands beside the form goes beside it. */
export function application(p: Process, answers: Answers): Report {
  const given = answersToSend(drawn(p, p.form), answers)
  const beside: Answers = {}
  const form: Answers = {}
  for (const [name, v] of Object.entries(given)) (isBeside(name) ? beside : form)[name] = v
  return { process: p.name, ...(beside as Partial<Report>), form }
}

export function lackingFields(fields: Field[], given: Answers): Field[] {
  return fields.filter((f) => f.need && (given[f.name] === undefined || given[f.name] === ''))
}
