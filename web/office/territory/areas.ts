/* Draw an area; what does not fit with its neighbours comes back. */
import { api, got, type Schemas } from '../../shared/api/client'

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
