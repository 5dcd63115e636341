/* Marks that units got for their work in a case. */
import type { Schemas } from '../../shared/api/client'
import type { Case } from './useCase'

export interface UnitMark {
  unit: string
  mark: number
  words?: string
  title: string // of the field in which it was given
}

export function marksIn(data: Case, process: Schemas['process_view'] | null): UnitMark[] {
  const fields = process?.steps.flatMap((s) => s.moves.flatMap((m) => m.form)).filter((f) => f.kind === 'unit_marks') ?? []
  const form = (data.form ?? {}) as Record<string, unknown>
  return [...new Map(fields.map((f) => [f.name, f])).values()].flatMap((f) => {
    const given = form[f.name]
    return Array.isArray(given) ? given.map((m) => ({ ...(m as Omit<UnitMark, 'title'>), title: f.title })) : []
  })
}
