import { expect, it } from 'vitest'
import { cornersOf, read, withCorner, withoutCorner, written, type Nested } from '../office/territory/corners'

const square: Nested = [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]
const two: Nested = [square as never, [[[5, 5], [6, 5], [6, 6], [5, 5]]] as never]

it('names each corner once, of several areas too', () => {
  expect(cornersOf(square).map((c) => c.path)).toEqual([[0, 0], [0, 1], [0, 2], [0, 3]])
  expect(cornersOf(two)).toHaveLength(7)
  expect(cornersOf(two)[6]).toEqual({ path: [1, 0, 2], at: [6, 6] })
})

it('moves, adds and takes away a corner, and closes the ring again', () => {
  expect(withCorner(square, [0, 0], [9, 9])).toEqual([[[9, 9], [1, 0], [1, 1], [0, 1], [9, 9]]])
  expect(withCorner(square, [0, 4], [0, 0.5], true)).toEqual([[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0.5], [0, 0]]])
  expect(withoutCorner(square, [0, 0])).toEqual([[[1, 0], [1, 1], [0, 1], [1, 0]]])
  expect(withoutCorner(two, [1, 0, 1])).toBeUndefined()
})

it('reads what people write, says which line is none, and drops a first corner that is repeated', () => {
  expect(read('100, 38\n100.5，38\n\n100.5 38.5\n100, 38')).toEqual([[100, 38], [100.5, 38], [100.5, 38.5]])
  expect(read('100, 38\n这里')).toBe(2)
  expect(read('100, 98')).toBe(1)
  expect(read(written([[100.12345678, 38]]))).toEqual([[100.1234568, 38]])
})
