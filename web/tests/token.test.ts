import { afterEach, expect, it, vi } from 'vitest'
import { newToken } from '../shared/token'

afterEach(() => {
  vi.useRealTimers()
})

it('is a UUID of version 7: its first digits are the time, in order', () => {
  vi.useFakeTimers({ now: new Date('2026-03-02T01:00:00.123Z') })
  const first = newToken()
  expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(first.replace(/-/g, '').slice(0, 12), 16)).toBe(Date.parse('2026-03-02T01:00:00.123Z'))
  vi.setSystemTime(new Date('2026-03-02T01:00:00.124Z'))
  expect(newToken() > first).toBe(true)
})

it('is never the same, also within a millisecond', () => {
  vi.useFakeTimers({ now: 0 })
  expect(new Set(Array.from({ length: 1000 }, newToken)).size).toBe(1000)
})
