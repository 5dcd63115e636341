/* The corners of an area, one after the other; and areas as people write them down, a corner a line. */
import type { Coordinate } from 'ol/coordinate'

/** Coordinates of a polygon or of several, as GeoJSON nests them. */
export type Nested = Coordinate[][] | Coordinate[][][]
export interface Corner {
  path: number[] // [polygon,] ring, place in the ring
  at: Coordinate
}
const LEAST = 3

/** The rings with their paths; the last corner of each, which is the first again, is left out. */
function rings(nested: Nested, path: number[] = []): { path: number[]; ring: Coordinate[] }[] {
  if (typeof nested[0]?.[0]?.[0] === 'number')
    return (nested as Coordinate[][]).map((ring, i) => ({ path: [...path, i], ring: ring.slice(0, -1) }))
  return (nested as Coordinate[][][]).flatMap((polygon, i) => rings(polygon, [i]))
}
export function cornersOf(nested: Nested): Corner[] {
  return rings(nested).flatMap(({ path, ring }) => ring.map((at, i) => ({ path: [...path, i], at })))
}
function changed(nested: Nested, path: number[], change: (ring: Coordinate[]) => Coordinate[]): Nested {
  const [first, ...rest] = path as [number, ...number[]]
  return (nested as unknown[]).map((inner, i) => {
    if (i !== first) return inner
    if (rest.length > 1) return changed(inner as Nested, rest, change)
    const open = change((inner as Coordinate[]).slice(0, -1))
    return [...open, open[0]!.slice()]
  }) as Nested
}
function spliced(ring: Coordinate[], from: number, n: number, ...put: Coordinate[]): Coordinate[] {
  return [...ring.slice(0, from), ...put, ...ring.slice(from + n)]
}
/** With a corner elsewhere, or one more put there. */
export function withCorner(nested: Nested, path: number[], at: Coordinate, more = false): Nested {
  return changed(nested, path, (ring) => spliced(ring, path.at(-1)!, more ? 0 : 1, at))
}
/** Without a corner; undefined when too few would be left. */
export function withoutCorner(nested: Nested, path: number[]): Nested | undefined {
  const ring = rings(nested).find((r) => String(r.path) === String(path.slice(0, -1)))?.ring
  if (!ring || ring.length <= LEAST) return undefined
  return changed(nested, path, (all) => spliced(all, path.at(-1)!, 1))
}

/* -- in words -- */

const DIGITS = 7
/** "100.0012, 38.0015", a line each. */
export function written(corners: Coordinate[]): string {
  return corners.map(([lon, lat]) => `${Number(lon!.toFixed(DIGITS))}, ${Number(lat!.toFixed(DIGITS))}`).join('\n')
}
/** What was written; or the number of the first line that is none, counted from 1. */
export function read(text: string): Coordinate[] | number {
  const found: Coordinate[] = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim()
    if (!line) continue
    const [lon, lat, ...more] = line.split(/[\s,，;；、]+/).filter(Boolean).map(Number)
    if (lon === undefined || lat === undefined || more.length || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return i + 1
    found.push([lon, lat])
  }
  const [first, last] = [found[0], found.at(-1)]
  if (found.length > LEAST && first![0] === last![0] && first![1] === last![1]) found.pop() // closed as GIS does
  return found
}
