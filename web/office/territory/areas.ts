/* Areas as GeoJSON, and what is wrong between them. */
import { api, base, got, type Schemas } from '../../shared/api/client'

export interface Shape {
  type: string
  properties: { id?: string; name?: string; kind?: string }
  geometry: object
}
export interface Shapes {
  type: 'FeatureCollection'
  features: Shape[]
  next?: string
}
type Border = Schemas['border_row']

/** All areas of a kind in the subtree; the map draws nothing twice. */
export async function areasIn(place: string, kind: string): Promise<Shape[]> {
  const all: Shape[] = []
  let after: string | undefined
  do {
    const told = (await got(
      api.GET('/api/v1/places/{id}/areas', {
        params: { path: { id: place }, query: { kind, limit: 200, ...(after ? { after } : {}) } },
      }),
    )) as unknown as Shapes
    all.push(...told.features)
    after = told.next
  } while (after)
  return all
}
export async function areaOf(place: string): Promise<Shape | undefined> {
  const told = await fetch(`${base}/api/v1/places/${place}/area`, { credentials: 'same-origin' })
  return told.ok ? ((await told.json()) as Shape) : undefined
}
/** Draw it; what does not fit with its neighbours comes back. */
export async function drawArea(place: string, version: number, geometry: object): Promise<Border[]> {
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
