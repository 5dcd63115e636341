/* What was answered to the forms of a case's process, as people read it. */
import type { Schemas } from './api/client'
import { answerText, nameOf, type Names } from './timeline'

type Process = Schemas['process_view']
export interface Answered {
  name: string
  title: string
  value: string
  masked: boolean // there is more that may be read for a reason
}
const KEPT = ['personal', 'sensitive', 'minor']

function fieldsAsked(p: Process | null): Schemas['field_view'][] {
  return [...(p?.form ?? []), ...(p?.steps.flatMap((s) => s.moves.flatMap((m) => m.form)) ?? [])]
}

/**
 * In the order in which they were given. Two moves may ask by one name: that one whose choices know the
 * answer. `whole`: what was masked and has been read.
 */
export function answersTold(
  p: Process | null,
  form: Record<string, unknown>,
  names: Names,
  whole: Record<string, unknown> = {},
): Answered[] {
  const all = fieldsAsked(p)
  return Object.entries(form).flatMap(([name, v]) => {
    const like = all.filter((f) => f.name === name)
    const f = like.find((x) => x.choices.some((c) => c.code === v)) ?? like[0]
    const value = answerText(f, whole[name] ?? v, names)
    return value && f ? [{ name, title: f.title, value, masked: KEPT.includes(f.keep) && value.includes('*') }] : []
  })
}

/** Units and places are answered by their ids: what they are called. */
export async function namesOfAnswers(p: Process | null, form: Record<string, unknown>): Promise<Names> {
  const kinds = new Map(fieldsAsked(p).map((f) => [f.name, f.kind]))
  const asked = Object.entries(form).flatMap(([name, v]) => {
    const kind = kinds.get(name)
    const of = kind === 'org' || kind === 'orgs' ? ('orgs' as const) : kind === 'place' ? ('places' as const) : null
    return of ? (Array.isArray(v) ? v : [v]).map((id) => [of, String(id)] as const) : []
  })
  return Object.fromEntries(await Promise.all(asked.map(async ([of, id]) => [id, await nameOf(of, id)] as const)))
}
