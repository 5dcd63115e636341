/* Which outlines a map shows: kinds of places from the largest to the smallest that is wide enough to be seen. */
import { areaOf, areasIn, kindsUnder, type Shape } from './areas'
import type { FaceMap } from './engine'

const WHOLE = 800 // areas of a kind that are asked for at once; of more, those in view
const LEVELS = 3 // kinds that are drawn over each other

interface Kind {
  name: string
  found: number
  all?: Shape[]
}

export interface Outlines {
  /** Draw what fits the view; again whenever it moved. */
  draw: () => Promise<void>
}

/** Shows where the place lies, and keeps its outlines to the view. */
export async function makeOutlines(map: FaceMap, place: string): Promise<Outlines> {
  const [own, known] = await Promise.all([areaOf(place), kindsUnder(place).catch(() => [])])
  const kinds: Kind[] = known.map((k) => ({ name: k.name, found: k.found }))
  let across = own ? map.widthOf(own) : 0
  let drawn = ''
  let asked = 0
  if (own) map.fitShape(own)

  async function shapesOf(kind: Kind): Promise<Shape[]> {
    if (kind.found > WHOLE) return areasIn(place, kind.name, map.seen())
    kind.all ??= await areasIn(place, kind.name)
    return kind.all
  }
  async function draw() {
    const now = ++asked
    const levels: Shape[][] = own ? [[own]] : []
    const names: string[] = []
    for (const kind of kinds) {
      if (names.length && across && !map.fitsOnView(kind.found, across)) break
      const shapes = await shapesOf(kind).catch(() => [])
      if (now !== asked) return
      if (!shapes.length) continue
      levels.push(shapes)
      names.push(kind.found > WHOLE ? `${kind.name} ${map.seen()}` : kind.name)
    }
    const key = names.slice(-LEVELS).join('|')
    if (key === drawn) return
    const first = !drawn && !own
    drawn = key
    map.showAreas(levels.slice(-LEVELS))
    if (first && levels.length) {
      map.fit()
      const [west, , east] = map.seen()
      across = ((east - west) * Math.PI * 6378137) / 180
    }
  }
  await draw()
  return { draw }
}
