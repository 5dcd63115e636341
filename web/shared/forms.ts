/* Forms are drawn from what the pack declares; a new process needs no new page. */
import type { Schemas } from './api/client'
import { holds } from './when'

export type Field = Schemas['field_view']
export type Answers = Record<string, unknown>

/** The whole form of a report or a move: what has not been answered, or is not asked, is left out. */
export function answersToSend(fields: Field[], answers: Answers, before: Answers = {}): Answers {
  const out: Answers = {}
  for (const f of fields) {
    if (!holds(f.when, { ...before, ...answers })) continue
    const v = answers[f.name]
    if (v === undefined || v === null || v === '' || (Array.isArray(v) && v.length === 0)) continue
    out[f.name] = f.kind === 'int' || f.kind === 'real' || f.kind === 'mark' ? Number(v) : v
  }
  return out
}

/** Fields that stand beside the form of a report, not in it. */
const BESIDE = new Set(['place', 'class', 'words', 'title', 'grade', 'address'])

export function isBeside(name: string): boolean {
  return BESIDE.has(name)
}

/** Grades are the process's own: a choice among them. */
export function drawn(process: Schemas['process_view'], fields: Field[]): Field[] {
  return fields.map((f) => (f.kind === 'grade' ? { ...f, kind: 'choice', choices: process.grades } : f))
}

/** The fields of a move: those it needs, then those it may have. */
export function fieldsOfMove(process: Schemas['process_view'], step: string, move: string): Field[] {
  const way = process.steps.find((s) => s.name === step)?.moves.find((m) => m.name === move)
  return drawn(process, way?.form ?? [])
}

export function isPhotos(f: Field): boolean {
  return f.kind === 'photos' || f.kind === 'files'
}
