/* The next thing, in one sentence: who must act, by when. */
import type { Schemas } from './api/client'
import { i18n, lang } from './i18n'
import { dueAt } from './time'

type Why = Schemas['case_why']
type Seat = Schemas['why_seat']

/** A post behind the place or unit it is at: what ends the one and begins the other is said once ("桂园街道网格管理中心"). */
export function postAt(at: string, post: string): string {
  for (let n = Math.min(at.length, post.length - 1); n > 1; n--)
    if (at.endsWith(post.slice(0, n))) return at + post.slice(n)
  return at + post
}
/** "清华里网格的网格长" without the list of names that the long explanation gives. */
export function seatName(s: Seat): string {
  if (s.mine) return i18n.global.t('next.you')
  const at = s.place_name ?? s.org_name ?? ''
  if (!s.post_title) return s.words
  if (!at) return s.post_title
  return lang.value === 'zh' ? postAt(at, s.post_title) : `${s.post_title}, ${at}`
}

/** One sentence a task, the reader's own first; of many units only how many there are. */
export function nextSentences(why: Why): string[] {
  const t = i18n.global.t
  if (why.state === 'ended') return []
  const said = [...why.tasks].sort((a, b) => Number(b.seat.mine) - Number(a.seat.mine)).map((k) =>
    k.due
      ? t(new Date(k.due) < new Date(why.now) ? 'next.late' : 'next.by', { who: seatName(k.seat), due: dueAt(k.due) })
      : t('next.acts', { who: seatName(k.seat) }),
  )
  const once = [...new Set(said)]
  const waits = why.waits.map((w) => w.words)
  const standing = why.clocks.some((c) => c.paused && !c.stopped) ? [t('next.paused')] : []
  const shown = once.length > 3 ? [...once.slice(0, 2), t('next.others', { n: once.length - 2 })] : once
  return [...shown, ...waits, ...standing]
}
