/* Units that cases can be given to, with what lies with each. */
import { computed, ref, watch } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'

export interface Unit {
  id: string
  name: string
  open: number
  late: number
}

/** Those that cover the place, and those that have cases in it; the most laden first. */
export function useUnits(place: () => string | undefined) {
  const units = ref<Unit[]>([])
  async function load() {
    const id = place()
    if (!id) return
    const [near, loads] = await Promise.all([
      got(api.GET('/api/v1/places/{id}/units', { params: { path: { id } } })).catch(() => ({ items: [] as Schemas['org'][] })),
      got(api.GET('/api/v1/unit-loads', { params: { query: { place: id } } })).catch(() => ({ items: [] as Schemas['unit_load'][] })),
    ])
    if (id !== place()) return
    const laden = loads.items.map((l) => ({ id: l.unit, name: l.name, open: l.open, late: l.late }))
    const known = new Set(laden.map((u) => u.id))
    units.value = [...laden, ...near.items.filter((o) => !known.has(o.id)).map((o) => ({ id: o.id, name: o.name, open: 0, late: 0 }))]
  }
  watch(place, load, { immediate: true })
  return { units: computed(() => units.value), load }
}

const nearest = new Map<string, Promise<Schemas['org'] | undefined>>()
/** The unit that is nearest to a grid, of the kind that may be given it. */
export function unitOfGrid(place: string, kind?: string): Promise<Schemas['org'] | undefined> {
  const key = `${place} ${kind ?? ''}`
  let found = nearest.get(key)
  if (!found) {
    found = got(api.GET('/api/v1/places/{id}/units', { params: { path: { id: place }, query: kind ? { kind } : {} } })).then(
      (told) => told.items[0],
      () => (nearest.delete(key), undefined),
    )
    nearest.set(key, found)
  }
  return found
}
