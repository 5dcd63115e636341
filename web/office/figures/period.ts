/* A period of days, in China's calendar: from one to another, both counted. Days are "2026-11-22". */
const DAY = 86400000
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const day = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString().slice(0, 10) : '')

export interface Period {
  first: string
  last: string
}
export const isDay = (x: unknown): x is string => typeof x === 'string' && /^\d{4}-\d\d-\d\d$/.test(x) && day(at(x)) === x
export const today = (now = Date.now()) => day(now + 8 * 3600000)
export const plus = (d: string, n: number) => day(at(d) + n * DAY)
export const length = (p: Period) => Math.round((at(p.last) - at(p.first)) / DAY) + 1

/** The same number of days right before. */
export function before(p: Period): Period {
  return { first: plus(p.first, -length(p)), last: plus(p.first, -1) }
}
/** The same days of the year before; of the 29th of February the 28th. */
export function yearBefore(p: Period): Period {
  const back = (d: string) => {
    const same = `${Number(d.slice(0, 4)) - 1}${d.slice(4)}`
    return day(at(same)) === same ? same : `${same.slice(0, 8)}28`
  }
  return { first: back(p.first), last: back(p.last) }
}

export const NAMED = ['week', 'month', 'quarter', 'year', 'days30', 'days90'] as const
export type Named = (typeof NAMED)[number]
/** Up to today, from the beginning of what is named. */
export function named(name: Named, last = today()): Period {
  const month = Number(last.slice(5, 7))
  switch (name) {
    case 'week':
      return { first: plus(last, -((new Date(at(last)).getUTCDay() + 6) % 7)), last }
    case 'month':
      return { first: `${last.slice(0, 8)}01`, last }
    case 'quarter':
      return { first: `${last.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`, last }
    case 'year':
      return { first: `${last.slice(0, 5)}01-01`, last }
    default:
      return { first: plus(last, name === 'days30' ? -29 : -89), last }
  }
}
