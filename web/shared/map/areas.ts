/* Areas as GeoJSON, and which kinds of them a map of a place shows. */
import { api, base, got, type Schemas } from '../api/client'

export interface Shape {
  type: string
  id?: string
  properties: { id?: string; name?: string; kind?: string }
  geometry: object
}
interface Shapes {
  type: 'FeatureCollection'
  features: Shape[]
  next?: string
}
const PAGE = 200

/* GeoJSON names a feature beside its properties; a map asks the properties. */
function named(f: Shape): Shape {
  return { ...f, properties: { ...f.properties, id: f.properties.id ?? f.id } }
}
/** West, south, east, north in degrees. */
export type Box = [number, number, number, number]

/** All areas of a kind in the subtree, or those of them in a box. */
export async function areasIn(place: string, kind: string, box?: Box): Promise<Shape[]> {
  const all: Shape[] = []
  const [west, south, east, north] = box ?? []
  let after: string | undefined
  do {
    const told = (await got(
      api.GET('/api/v1/places/{id}/areas', {
        params: { path: { id: place }, query: { kind, limit: PAGE, after, west, south, east, north } },
      }),
    )) as unknown as Shapes
    all.push(...told.features.map(named))
    after = told.next
  } while (after)
  return all
}
export async function areaOf(place: string): Promise<Shape | undefined> {
  const told = await fetch(`${base}/api/v1/places/${place}/area`, { credentials: 'same-origin' })
  return told.ok ? named((await told.json()) as Shape) : undefined
}

/** The kinds of places below one, the largest first, with how many there are. */
export async function kindsUnder(place: string): Promise<Schemas['scheme_kind'][]> {
  const [told, detail] = await Promise.all([
    got(api.GET('/api/v1/grid-scheme', { params: { query: { within: place } } })),
    got(api.GET('/api/v1/places/{id}', { params: { path: { id: place } } })),
  ])
  const rank = told.items.find((k) => k.name === detail.place.kind)?.rank ?? -1
  return told.items.filter((k) => k.found && k.rank > rank).sort((a, b) => a.rank - b.rank)
}

/** The topmost place that there is: what a map shows when nobody says where. */
export async function topPlace(): Promise<string | undefined> {
  const told = await got(api.GET('/api/v1/places', { params: { query: { limit: 1 } } }))
  return told.items[0]?.id
}
