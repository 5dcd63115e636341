import { describe, expect, it } from 'vitest'
import { holds } from '../shared/when'

describe('whether a field is asked', () => {
  const minor = [{ name: 'form.minor' }]
  it('by a yes', () => {
    expect(holds(minor, { minor: true })).toBe(true)
    expect(holds(minor, { minor: false })).toBe(false)
    expect(holds(minor, {})).toBe(false)
    expect(holds([...minor, 'not'], { minor: false })).toBe(true)
    expect(holds([...minor, 'not'], {})).toBe(false)
  })
  it('by an answer that is known, equal or greater', () => {
    expect(holds([{ name: 'form.phone' }, 'known'], { phone: '1' })).toBe(true)
    expect(holds([{ name: 'form.phone' }, 'known'], {})).toBe(false)
    expect(holds([{ name: 'form.kind' }, { value: 'a' }, '='], { kind: 'a' })).toBe(true)
    expect(holds([{ name: 'form.n' }, { value: 3 }, '>='], { n: 2 })).toBe(false)
  })
  it('by one of two, and what is not known here is for the server', () => {
    expect(holds([{ name: 'form.a' }, { name: 'form.b' }, 'or'], { a: true })).toBe(true)
    expect(holds([{ name: 'form.a' }, { name: 'case.late' }, 'and'], { a: false })).toBe(false)
    expect(holds([{ name: 'form.a' }, { name: 'case.late' }, 'and'], { a: true })).toBe(true)
    expect(holds(undefined, {})).toBe(true)
  })
})
