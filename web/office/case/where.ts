/* What a case's map shows: the place with those above it, its area, and what lies around. */
import { api, got } from '../../shared/api/client'
import { areaOf, areasIn, type Box, type Shape } from '../../shared/map/areas'

export interface Where {
  line: string[] // from the largest place down to its own
  area: Shape | undefined
  around: Shape[] // of the same kind
  beside: string[] // the names of those that touch it
}
const NEAR = 0.003 // degrees around a point in no area: some 300 m
const TOUCH = 0.00002 // degrees: some 2 m

function boxOf(geometry: unknown, box: Box = [180, 90, -180, -90]): Box {
  const visit = (x: unknown): void => {
    if (!Array.isArray(x)) return
    if (typeof x[0] === 'number' && typeof x[1] === 'number') {
      box[0] = Math.min(box[0], x[0])
      box[1] = Math.min(box[1], x[1])
      box[2] = Math.max(box[2], x[0])
      box[3] = Math.max(box[3], x[1])
    } else x.forEach(visit)
  }
  visit((geometry as { coordinates?: unknown }).coordinates)
  return box
}
const touch = (a: Box, b: Box) =>
  a[0] <= b[2] + TOUCH && b[0] <= a[2] + TOUCH && a[1] <= b[3] + TOUCH && b[1] <= a[3] + TOUCH

export async function whereIs(id: string, point: { lon: number; lat: number } | undefined): Promise<Where> {
  const { place, line } = await got(api.GET('/api/v1/places/{id}', { params: { path: { id } } }))
  const names = line.map((p) => p.name)
  if (line.at(-1)?.id !== id) names.push(place.name)
  const area = await areaOf(id).catch(() => undefined)
  if (!area && !point) return { line: names, area, around: [], beside: [] }
  const [w, s, e, n] = boxOf(
    point ? { coordinates: [point.lon, point.lat] } : {},
    area ? boxOf(area.geometry) : undefined,
  )
  const [x, y] = [e - w || NEAR, n - s || NEAR] // as wide again on each side
  const found = await areasIn(line[0]?.id ?? id, place.kind, [w - x, s - y, e + x, n + y]).catch(() => [] as Shape[])
  const around = found.filter((f) => f.properties.id !== id)
  const beside = area ? around.filter((f) => touch(boxOf(f.geometry), boxOf(area.geometry))) : around
  return { line: names, area, around, beside: beside.map((f) => f.properties.name ?? '').filter(Boolean) }
}
