/* How a figure reads, and how it comes about. */
import type { Schemas } from '../../shared/api/client'

type Sums = Schemas['figure_sums']
type Indicator = Schemas['indicator_view']

export function shown(value: number | undefined, as: string | undefined): string {
  if (value === undefined) return ''
  if (as === 'percent') return `${(Math.round(value * 1000) / 10).toFixed(1)}%`
  return String(Math.round(value * 100) / 100)
}

export function share(part: number, whole: number): string {
  return whole > 0 ? shown(part / whole, 'percent') : '–'
}

/* In a workbook numbers are numbers, so that one can reckon with them; their sign stands in the heading. */
export function number(value: number | undefined, as?: string): number | undefined {
  if (value === undefined) return undefined
  return as === 'percent' ? Math.round(value * 1000) / 10 : Math.round(value * 100) / 100
}
export const sharePercent = (part: number, whole: number) => (whole > 0 ? number(part / whole, 'percent') : undefined)
export const headed = (head: string, as = 'percent') => (as === 'percent' ? `${head} (%)` : head)

/** On time, of all that ended or should have: what is open and late is below the line. */
export const punctual = (s: Sums) => share(s.closed_on_time, s.closed + s.open_late)

/** Days on average, to a tenth; absent when there is nothing to share them among. */
export function days(seconds: number, among: number): number | undefined {
  return among > 0 ? Math.round((seconds / among / 86400) * 10) / 10 : undefined
}

/** What a column comes to. */
export const total = <T>(rows: T[], of: (row: T) => number) => rows.reduce((n, r) => n + of(r), 0)

/** With the numbers in it; absent when they are of one process alone and not at hand. */
export function inNumbers(i: Indicator, sums: Sums): string | undefined {
  if (!i.formula || i.process) return undefined
  return i.formula
    .replace(/[a-z_][a-z_0-9]*/g, (name) => String(sums[name as keyof Sums] ?? name))
    .replace(/\s*\/\s*/g, ' ÷ ')
    .replace(/\s*\*\s*/g, ' × ')
    .replace(/\s+-\s+/g, ' − ')
}

/** Which indicators a fraction of lateness is honest in: what is open and late stands below the line. */
export function countsOpenLate(i: Indicator): boolean {
  return /\/.*open_late/.test(i.formula ?? '')
}
