// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { lang } from '../shared/i18n'
import { nextSentences, postAt } from '../shared/next'
import { isOver } from '../office/territory/over'
import { dayAt, dayPlus, dueAt, exactly, lastDay, onPaper, today, urgency, when } from '../shared/time'

const now = new Date('2026-11-22T15:00:00+08:00')
const at = (d: number, h: number) =>
  new Date(Date.UTC(2026, 10, 22 + d, h - 8, 5)).toISOString()

describe('times as people say them', () => {
  it('says today, tomorrow and yesterday, else the day', () => {
    lang.value = 'zh'
    expect(when(at(0, 17), now)).toBe('今天 17:05')
    expect(when(at(1, 9), now)).toBe('明天 09:05')
    expect(when(at(-1, 9), now)).toBe('昨天 09:05')
    expect(when(at(-19, 9), now)).toBe('11月3日 09:05')
    expect(when(at(-400, 9), now)).toBe('2025年10月18日 09:05')
    lang.value = 'en'
    expect(when(at(-19, 9), now)).toBe('3 Nov 09:05')
  })
  it('calls a day that is due to its end by that day, not by the next', () => {
    lang.value = 'zh'
    expect(dueAt('2026-11-30T00:00:00+08:00', now)).toBe('11月29日 24:00')
    expect(dueAt('2026-11-23T00:00:00+08:00', now)).toBe('今天 24:00')
    expect(dueAt('2027-01-01T00:00:00+08:00', now)).toBe('12月31日 24:00')
    expect(dueAt('2026-11-30T17:30:00+08:00', now)).toBe('11月30日 17:30')
    lang.value = 'en'
    expect(dueAt('2026-11-30T00:00:00+08:00', now)).toBe('29 Nov 24:00')
  })
  it('says no "today" on paper, and the whole of a time in people’s words', () => {
    lang.value = 'zh'
    onPaper.value = true
    expect(when(at(0, 17), now)).toBe('11月22日 17:05')
    onPaper.value = false
    expect(when(at(0, 17), now)).toBe('今天 17:05')
    expect(exactly('2026-11-02T17:30:09Z')).toBe('2026年11月3日 01:30:09')
  })
  it('names whoever reads first, also where many act', () => {
    lang.value = 'zh'
    const task = (place_name: string, mine = false) => ({ seat: { post_title: '网格长', place_name, mine, words: '' } })
    const why = { state: 'open', now: '', tasks: [task('甲'), task('乙'), task('丙'), task('丁', true)], waits: [], clocks: [] }
    expect(nextSentences(why as never)[0]).toContain('您')
  })
  it('puts a post behind its place without saying a word twice', () => {
    expect(postAt('桂园街道', '街道网格管理中心值守员')).toBe('桂园街道网格管理中心值守员')
    expect(postAt('桃园社区', '社区工作者')).toBe('桃园社区工作者')
    expect(postAt('晓宁社区楼院自管会', '自管会负责人')).toBe('晓宁社区楼院自管会负责人')
    expect(postAt('松园社区', '派遣员')).toBe('松园社区派遣员')
  })
  it('says the last day of a term, of which the server names the first day no more', () => {
    lang.value = 'zh'
    expect(lastDay('2026-12-01', now)).toBe('11月30日')
    expect(lastDay('2027-01-01', now)).toBe('12月31日')
    expect(dayAt('2026-11-20T16:30:00Z', now)).toBe('11月21日')
    expect(dayPlus('2026-12-31', 1)).toBe('2027-01-01')
  })
  it('is late when the time is over, soon within a day', () => {
    expect(urgency(at(0, 14), now.getTime())).toBe('late')
    expect(urgency(at(0, 16), now.getTime())).toBe('soon')
    expect(urgency(at(2, 16), now.getTime())).toBe('calm')
    expect(urgency(undefined)).toBe('none')
  })
})

describe('today', () => {
  it('is the day of the clock on a wall in China, wherever one is', () => {
    expect(today(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22')
    expect(today(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
  })
  it('is the first day on which what ended is no more', () => {
    expect(isOver({})).toBe(false)
    expect(isOver({ to: today() })).toBe(true)
    expect(isOver({ to: dayPlus(today(), 1) })).toBe(false)
  })
})
