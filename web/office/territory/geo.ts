/* Areas drawn, cut, and asked whether they hold a point. */
import { api, got, type Schemas } from '../../shared/api/client'

export type Part = Schemas['area_part']
export interface Corner {
  lon: number
  lat: number
}
type Ring = [number, number][]
interface Geometry {
  type: string
  coordinates: Ring[] | Ring[][]
}

/** Draw an area; what does not fit with its neighbours comes back. */
export async function drawArea(place: string, version: number, geometry: object): Promise<Schemas['border_row'][]> {
  const told = await got(
    api.PUT('/api/v1/places/{id}/area', {
      params: { path: { id: place }, query: { version } },
      body: JSON.stringify(geometry) as never,
      bodySerializer: (b) => b as never,
      headers: { 'Content-Type': 'application/geo+json' },
    }),
  )
  return told.warnings
}
/** The pieces into which a line cuts the area; from west to east, then from north to south. */
export async function cutArea(place: string, line: Corner[]): Promise<Part[]> {
  const told = await got(api.POST('/api/v1/places/{id}/area/cut', { params: { path: { id: place } }, body: { line } }))
  return told.parts.sort((a, b) => a.lon - b.lon || b.lat - a.lat)
}

function inRing(ring: Ring, lon: number, lat: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x, y] = ring[i]!
    const [u, v] = ring[j]!
    if (y > lat !== v > lat && lon < ((u - x) * (lat - y)) / (v - y) + x) inside = !inside
  }
  return inside
}
/** Whether a GeoJSON polygon, or one of several, holds the point. */
export function holds(geometry: unknown, lon: number, lat: number): boolean {
  const g = geometry as Geometry
  const polygons = (g.type === 'Polygon' ? [g.coordinates] : g.coordinates) as Ring[][]
  return polygons.some(([outer, ...holes]) => inRing(outer!, lon, lat) && !holes.some((h) => inRing(h, lon, lat)))
}
/** In which part a point lies; undefined: in none, or nobody knows where it is. */
export function partOf(parts: Part[], at: { lon?: number; lat?: number }): number | undefined {
  if (at.lon === undefined || at.lat === undefined) return undefined
  const i = parts.findIndex((p) => holds(p.geometry, at.lon!, at.lat!))
  return i < 0 ? undefined : i
}
