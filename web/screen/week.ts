/* Seven days, and the seven before. */
interface Day {
  day: string
  opened: number
  closed: number
  closed_on_time: number
}
/** What happened in the seven days that end `back` days before `last`. */
export function weekOf(days: Day[], last: string, back: number) {
  const end = Date.parse(`${last}T00:00:00Z`) - back * 86400000
  const sum = { opened: 0, closed: 0, closed_on_time: 0 }
  for (const d of days) {
    const at = Date.parse(`${d.day}T00:00:00Z`)
    if (at > end || at <= end - 7 * 86400000) continue
    sum.opened += d.opened
    sum.closed += d.closed
    sum.closed_on_time += d.closed_on_time
  }
  return sum
}
/** "↑ 12 more than last week": an arrow, a number and a word, never a colour alone. */
export function compare(t: (key: string, named: object) => string, now: number, before: number, unit = ''): string {
  const by = now - before
  if (by === 0) return t('wall.same', {})
  return t(by > 0 ? 'wall.more_than' : 'wall.less_than', { n: `${Math.abs(by)}${unit}` })
}
