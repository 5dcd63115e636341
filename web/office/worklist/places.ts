/* Where one was in a list, for when one comes back to it. */
interface Place {
  at: number // the row
  rows: number // that were there
}
const places = new Map<string, Place>()

export function placeIn(list: string): Place {
  return places.get(list) ?? { at: 0, rows: 0 }
}
export function keepPlace(list: string, place: Place) {
  places.set(list, place)
}
