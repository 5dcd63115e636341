/* Times as people say them. */
import { ref } from 'vue'
import { i18n, lang } from './i18n'

const DAY = 86400000
const ZONE = 'Asia/Shanghai' // China has one, and no summer time: whatever clock the phone goes by
const OFFSET = 8 * 3600000

/** A time whose UTC parts are those of the clock on the wall. */
function wall(d: Date): Date {
  return new Date(d.getTime() + OFFSET)
}
function two(n: number): string {
  return String(n).padStart(2, '0')
}

/* What is printed is read on another day: there nothing is today. */
export const onPaper = ref(false)

/** "今天 15:20", "明天 17:00", "11月3日 09:00", with the year when it is another one. */
export function when(iso: string | undefined, now = new Date()): string {
  if (!iso) return ''
  const d = wall(new Date(iso))
  const today = wall(now)
  const days = Math.floor(d.getTime() / DAY) - Math.floor(today.getTime() / DAY)
  const clock = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
  const near = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)]
  if (near && !onPaper.value) return `${i18n.global.t(`time.${near}`)} ${clock}`
  const year = d.getUTCFullYear() === today.getUTCFullYear() ? undefined : d.getUTCFullYear()
  const [m, n] = [d.getUTCMonth() + 1, d.getUTCDate()]
  if (lang.value === 'zh') return `${year ? `${year}年` : ''}${m}月${n}日 ${clock}`
  return `${n} ${d.toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' })}${year ? ` ${year}` : ''} ${clock}`
}

/** When something is due: a day that is to its end is called by that day, "11月29日 24:00", never by the next one. */
export function dueAt(iso: string | undefined, now = new Date()): string {
  if (!iso || wall(new Date(iso)).getTime() % DAY) return when(iso, now)
  return when(new Date(new Date(iso).getTime() - DAY).toISOString(), now).replace(/00:00$/, '24:00')
}

/** A day of the calendar: "11月3日", with the year when it is another one. */
export function dayOf(day: string, now = new Date()): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!parts) return day
  const [y, m, n] = parts.slice(1).map(Number) as [number, number, number]
  const year = y === wall(now).getUTCFullYear() ? '' : y
  if (lang.value === 'zh') return `${year ? `${year}年` : ''}${m}月${n}日`
  const month = new Date(Date.UTC(y, m - 1, n)).toLocaleDateString('en-GB', { month: 'short', timeZone: 'UTC' })
  return `${n} ${month}${year ? ` ${year}` : ''}`
}

/** Days in a sentence that the server wrote, said as people say them. */
export const daysIn = (words: string, now = new Date()) => words.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => dayOf(day, now))

/** "周三" of a day of the calendar. */
export function weekdayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  const locale = lang.value === 'zh' ? 'zh-CN' : 'en-GB'
  return Number.isNaN(at) ? '' : new Date(at).toLocaleDateString(locale, { weekday: 'short', timeZone: 'UTC' })
}

/** Today, as a day of the calendar. */
export const today = (now = new Date()) => wall(now).toISOString().slice(0, 10)

/** Some days after a day, before it where `n` is below zero. */
export function dayPlus(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10)
}
/** The last day of a term, of which the server names the first day no more. */
export const lastDay = (to: string, now = new Date()) => dayOf(dayPlus(to, -1), now)
/** The day of an instant. */
export const dayAt = (iso: string, now = new Date()) => dayOf(wall(new Date(iso)).toISOString().slice(0, 10), now)

/** The whole of it, for a title. */
export function exactly(iso: string | undefined): string {
  if (!iso) return ''
  if (lang.value !== 'zh') return new Date(iso).toLocaleString('en-GB', { timeZone: ZONE })
  const [day, clock] = wall(new Date(iso)).toISOString().slice(0, 19).split('T') as [string, string]
  const [y, m, n] = day.split('-').map(Number)
  return `${y}年${m}月${n}日 ${clock}`
}

export type Urgency = 'none' | 'calm' | 'soon' | 'late'

/** How a due time stands: late, within a day, or further off. */
export function urgency(due: string | undefined, now = Date.now()): Urgency {
  if (!due) return 'none'
  const left = new Date(due).getTime() - now
  return left < 0 ? 'late' : left < DAY ? 'soon' : 'calm'
}
