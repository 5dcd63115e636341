/* Where a place lies: those above it, asked for once. */
import { reactive } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'

const lines = reactive<Record<string, Schemas['brief'][]>>({})
const asked = new Set<string>()

/** From the top down to the place itself; empty until it is known. */
export function lineOf(place: string | undefined): Schemas['brief'][] {
  if (!place) return []
  if (!asked.has(place)) {
    asked.add(place)
    got(api.GET('/api/v1/places/{id}', { params: { path: { id: place } } }))
      .then((d) => (lines[place] = d.line))
      .catch(() => asked.delete(place))
  }
  return lines[place] ?? []
}
export function placeName(place: string | undefined): string {
  return lineOf(place).at(-1)?.name ?? ''
}
