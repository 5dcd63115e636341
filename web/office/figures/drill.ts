/* From a number to its cases: the filters of the work list that give as many. */
import type { Period } from './period'

export interface Scope {
  place?: string
  process?: string
  class?: string
  unit?: string
}
type Link = { path: string; query: Record<string, string> }

function link(of: Scope, more: Record<string, string>): Link {
  const query: Record<string, string> = {}
  for (const [k, v] of Object.entries({ ...of, ...more })) if (v) query[k] = v
  return { path: '/cases', query }
}
export const toOpen = (of: Scope) => link(of, { state: 'open' })
export const toOpenLate = (of: Scope) => link(of, { state: 'open', late: '1' })
export const toOpened = (of: Scope, p: Period) => link(of, { state: 'all', since: p.first, until: p.last })
export const toClosed = (of: Scope, p: Period) => link(of, { state: 'ended', closed_from: p.first, closed_to: p.last })
export const toOnTime = (of: Scope, p: Period) =>
  link(of, { state: 'ended', closed_from: p.first, closed_to: p.last, on_time: '1' })
export const toLate = (of: Scope, p: Period) =>
  link(of, { state: 'ended', closed_from: p.first, closed_to: p.last, late: '1' })
/** Opened again in that time; open by now or ended anew. */
export const toReopened = (of: Scope, p: Period) => link(of, { state: 'all', reopened_from: p.first, reopened_to: p.last })
