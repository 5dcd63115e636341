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

/** The formula of the pack with each name put as `say` puts it, and the signs as people write them. */
export function formulaAs(formula: string, say: (name: string) => string): string {
  return formula
    .replace(/[a-z_][a-z_0-9]*/g, say)
    .replace(/\s*\/\s*/g, ' ÷ ')
    .replace(/\s*\*\s*/g, ' × ')
    .replace(/\s+-\s+/g, ' − ')
}

/** With the numbers in it; absent when they are of one process alone and not at hand. */
export function inNumbers(i: Indicator, sums: Sums): string | undefined {
  if (!i.formula || i.process) return undefined
  return formulaAs(i.formula, (name) => String(sums[name as keyof Sums] ?? name))
}

/** Which indicators a fraction of lateness is honest in: what is open and late stands below the line. */
export function countsOpenLate(i: Indicator): boolean {
  return /\/.*open_late/.test(i.formula ?? '')
}
