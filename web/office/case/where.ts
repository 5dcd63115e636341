/* What a case's map shows: the place with those above it, its area, and what lies around. */
import { api, base, got } from '../../shared/api/client'
import type { Shape } from '../territory/areas'

export interface Where {
  line: string[] // from the largest place down to its own
  area: Shape | undefined
  around: Shape[] // of the same kind
  beside: string[] // the names of those that touch it
}
const WIDER = 1 // widths of the area on each side, in which neighbours are sought
const NEAR = 0.003 // degrees around a point in no area: some 300 m
const MOST = 60
const TOUCH = 0.00002 // degrees: some 2 m

type Box = [number, number, number, number]
function boxOf(geometry: object, box: Box = [180, 90, -180, -90]): Box {
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
function touch(a: Box, b: Box): boolean {
  return a[0] <= b[2] + TOUCH && b[0] <= a[2] + TOUCH && a[1] <= b[3] + TOUCH && b[1] <= a[3] + TOUCH
}

export async function whereIs(id: string, point: { lon: number; lat: number } | undefined): Promise<Where> {
  const { place, line } = await got(api.GET('/api/v1/places/{id}', { params: { path: { id } } }))
  const names = line.map((p) => p.name)
  if (line.at(-1)?.id !== id) names.push(place.name)
  const told = await fetch(`${base}/api/v1/places/${id}/area`, { credentials: 'same-origin' })
  const area = told.ok ? ((await told.json()) as Shape) : undefined
  if (!area && !point) return { line: names, area, around: [], beside: [] }
  const box: Box = area ? boxOf(area.geometry) : [point!.lon, point!.lat, point!.lon, point!.lat]
  if (point) boxOf({ coordinates: [point.lon, point.lat] }, box)
  const [x, y] = [(box[2] - box[0]) * WIDER || NEAR, (box[3] - box[1]) * WIDER || NEAR]
  const found = (await got(
    api.GET('/api/v1/places/{id}/areas', {
      params: {
        path: { id: line[0]?.id ?? id },
        query: { kind: place.kind, limit: MOST, west: box[0] - x, south: box[1] - y, east: box[2] + x, north: box[3] + y },
      },
    }),
  ).catch(() => ({ features: [] }))) as unknown as { features: (Shape & { id?: string })[] }
  const around = found.features.filter((f) => (f.id ?? f.properties.id) !== id)
  const beside = area ? around.filter((f) => touch(boxOf(f.geometry), boxOf(area.geometry))) : around
  return { line: names, area, around, beside: beside.map((f) => f.properties.name ?? '').filter(Boolean) }
}
