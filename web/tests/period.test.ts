import { describe, expect, it } from 'vitest'
import { before, isDay, length, named, yearBefore } from '../office/figures/period'

describe('a period', () => {
  it('counts both its days, and is set beside as many before it', () => {
    expect(length({ first: '2026-03-01', last: '2026-03-31' })).toBe(31)
    expect(before({ first: '2026-03-01', last: '2026-03-31' })).toEqual({ first: '2026-01-29', last: '2026-02-28' })
  })
  it('is set beside the same days a year ago, also at the end of a leap February', () => {
    expect(yearBefore({ first: '2028-02-01', last: '2028-02-29' })).toEqual({ first: '2027-02-01', last: '2027-02-28' })
  })
  it('begins with the week’s Monday, the month, the quarter or the year', () => {
    expect(named('week', '2026-11-22')).toEqual({ first: '2026-11-16', last: '2026-11-22' })
    expect(named('week', '2026-11-23').first).toBe('2026-11-23')
    expect(named('month', '2026-11-22').first).toBe('2026-11-01')
    expect(named('quarter', '2026-11-22').first).toBe('2026-10-01')
    expect(named('quarter', '2026-03-31').first).toBe('2026-01-01')
    expect(named('year', '2026-11-22').first).toBe('2026-01-01')
    expect(named('days30', '2026-11-22').first).toBe('2026-10-24')
  })
  it('is of real days', () => {
    expect(['2026-02-29', '2026-2-1', '', undefined, '2026-13-01'].map(isDay)).toEqual([false, false, false, false, false])
  })
})
