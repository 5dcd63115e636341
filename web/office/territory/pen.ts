/* Drawing without a mouse: a cross that arrow keys move over the map, points set by Enter; corners of an area chosen
 * and moved. It catches the borders beside, as the mouse does. */
import Feature from 'ol/Feature'
import type OlMap from 'ol/Map'
import type { Coordinate } from 'ol/coordinate'
import type Geometry from 'ol/geom/Geometry'
import type LineString from 'ol/geom/LineString'
import Point from 'ol/geom/Point'
import type Polygon from 'ol/geom/Polygon'
import type Draw from 'ol/interaction/Draw'
import VectorLayer from 'ol/layer/Vector'
import { toLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { getDistance } from 'ol/sphere'
import { Fill, RegularShape, Stroke, Style } from 'ol/style'
import { INK } from '../../shared/map/base'
import { cornersOf, withCorner, withoutCorner, type Nested } from './corners'

const STEP_PX = 10
const FINE_PX = 1 // with Shift
const EDGE_PX = 40 // nearer than this to the edge of the map, the map moves along
const MOVES: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }

/** What was done, to be said. */
export interface PenSaid {
  what: 'at' | 'set' | 'corner' | 'moved' | 'added' | 'removed' | 'undone' | 'nothing' | 'few' | 'closed'
  nth?: number
  of?: number
  lon?: number
  lat?: number
  metres?: number // from the point before
  name?: string // whose border was caught
}
export interface PenHands {
  map: OlMap
  /** The areas whose borders are caught. */
  beside: VectorSource
  own: VectorSource
  snapPx: number
  say: (s: PenSaid) => void
  snapped: (name?: string) => void
  /** The own area is about to change: what undo goes back to. */
  before: () => void
  undo: () => boolean
}

export function makePen({ map, beside, own, snapPx, say, snapped, before, undo }: PenHands) {
  const source = new VectorSource()
  map.addLayer(
    new VectorLayer({
      source,
      zIndex: 10,
      style: new Style({
        image: new RegularShape({
          points: 4,
          radius: 12,
          radius2: 0,
          stroke: new Stroke({ color: INK, width: 2 }),
          fill: new Fill({ color: INK }),
        }),
      }),
    }),
  )
  let draw: Draw | undefined // a new area or line; else corners of the own one
  let sketch: Feature | undefined
  let free: Coordinate | undefined // where the keys have led; what is shown may have caught a border
  let nth = -1 // the corner that is chosen
  const perPixel = () => map.getView().getResolution() ?? 1

  /** A corner of what is beside before its border. */
  function caught(at: Coordinate): { at: Coordinate; name?: string } {
    const reach = snapPx * perPixel()
    let found: { at: Coordinate; name?: string } = { at }
    let best = Infinity
    for (const f of beside.getFeatures()) {
      const g = f.getGeometry()!
      const corners = cornersOf((g as Polygon).getCoordinates() as Nested).map((c) => c.at)
      for (const [c, cost] of [...corners.map((c) => [c, 0] as const), [g.getClosestPoint(at), reach] as const]) {
        const far = Math.hypot(c[0]! - at[0]!, c[1]! - at[1]!)
        if (far > reach || far + cost >= best) continue
        best = far + cost
        found = { at: c.slice(0, 2), name: String(f.get('name') ?? '') }
      }
    }
    return found
  }
  const where = (c: Coordinate) => {
    const [lon, lat] = toLonLat(c)
    return { lon: lon!, lat: lat! }
  }
  function show(at: Coordinate) {
    source.clear()
    source.addFeature(new Feature(new Point(at)))
    const [x, y] = map.getPixelFromCoordinate(at) ?? [0, 0]
    const [w, h] = map.getSize() ?? [0, 0]
    if (x! < EDGE_PX || y! < EDGE_PX || x! > w! - EDGE_PX || y! > h! - EDGE_PX) map.getView().setCenter(at)
  }
  const set = (): Coordinate[] => {
    const g = sketch?.getGeometry()
    if (!g) return []
    const line = g.getType() === 'Polygon' ? ((g as Polygon).getCoordinates()[0] ?? []).slice(0, -1) : (g as LineString).getCoordinates()
    return line.slice(0, -1) // the last follows the mouse
  }
  const ownCoordinates = () => (own.getFeatures()[0]?.getGeometry() as Polygon | undefined)?.getCoordinates() as Nested | undefined
  const corners = () => cornersOf(ownCoordinates() ?? [])
  function put(coordinates: Nested) {
    ;(own.getFeatures()[0]!.getGeometry() as Polygon).setCoordinates(coordinates as never)
  }

  function choose(step: number) {
    const all = corners()
    if (!all.length) return
    nth = (nth + step + all.length) % all.length
    free = all[nth]!.at
    show(free)
    say({ what: 'corner', nth: nth + 1, of: all.length, ...where(free) })
  }
  function move([dx, dy]: [number, number], fine: boolean) {
    const px = (fine ? FINE_PX : STEP_PX) * perPixel()
    if (!draw && nth < 0) choose(1)
    if (!free) return
    free = [free[0]! + dx * px, free[1]! + dy * px]
    const to = caught(free)
    snapped(to.name)
    if (!draw) {
      before()
      put(withCorner(ownCoordinates()!, corners()[nth]!.path, to.at))
    }
    show(to.at)
    const last = draw ? set().at(-1) : undefined
    say({
      what: draw ? 'at' : 'moved',
      nth: nth + 1,
      ...where(to.at),
      name: to.name,
      ...(last ? { metres: Math.round(getDistance(toLonLat(last), toLonLat(to.at))) } : {}),
    })
  }
  function enter() {
    if (!draw) return add()
    if (!free) return
    const at = caught(free).at
    const points = set()
    const near = (c?: Coordinate) => !!c && Math.hypot(c[0]! - at[0]!, c[1]! - at[1]!) < snapPx * perPixel()
    const line = sketch?.getGeometry()?.getType() === 'LineString'
    const same = points.at(-1)?.every((v, i) => v === at[i])
    if (points.length && (same || (!line && points.length > 2 && near(points[0])))) {
      if (points.length < (line ? 2 : 3)) return say({ what: 'few' })
      draw.finishDrawing()
      return say({ what: 'closed', of: points.length })
    }
    draw.appendCoordinates([at])
    say({ what: 'set', nth: points.length + 1, ...where(at), name: caught(free).name })
  }
  function add() {
    const all = corners()
    if (nth < 0 || !all[nth]) return choose(1)
    const { path, at } = all[nth]!
    const next = all.find((c) => String(c.path.slice(0, -1)) === String(path.slice(0, -1)) && c.path.at(-1) === path.at(-1)! + 1)
    const to = next ?? all.find((c) => String(c.path) === String([...path.slice(0, -1), 0]))!
    before()
    const between = [(at[0]! + to.at[0]!) / 2, (at[1]! + to.at[1]!) / 2]
    put(withCorner(ownCoordinates()!, [...path.slice(0, -1), path.at(-1)! + 1], between, true))
    nth++
    free = between
    show(between)
    say({ what: 'added', nth: nth + 1, of: all.length + 1, ...where(between) })
  }
  function remove() {
    const all = corners()
    if (draw || !all[nth]) return
    const left = withoutCorner(ownCoordinates()!, all[nth]!.path)
    if (!left) return say({ what: 'few' })
    before()
    put(left)
    nth = Math.min(nth, all.length - 2)
    free = corners()[nth]!.at
    show(free)
    say({ what: 'removed', of: all.length - 1 })
  }
  function back() {
    if (draw) {
      const had = set().length
      if (had) draw.removeLastPoint()
      return say(had ? { what: 'undone', of: had - 1 } : { what: 'nothing' })
    }
    if (!undo()) return say({ what: 'nothing' })
    free = corners()[Math.max(0, nth)]?.at
    if (free) show(free)
    say({ what: 'undone', of: corners().length })
  }

  return {
    /** Keys draw with this tool from now on; without one they change the own area. */
    take(tool?: Draw) {
      draw = tool
      sketch = free = undefined
      nth = -1
      source.clear()
      tool?.on('drawstart', (e) => (sketch = e.feature as Feature<Geometry>))
      tool?.on('drawabort', () => (sketch = undefined))
    },
    drop() {
      draw = sketch = free = undefined
      source.clear()
    },
    /** True: the key was one of ours. */
    key(e: KeyboardEvent): boolean {
      if (e.ctrlKey || e.metaKey || e.altKey) return false
      if (draw && !free) {
        free = map.getView().getCenter()
        if (free) show(free)
      }
      const arrow = MOVES[e.key]
      if (arrow) move(arrow, e.shiftKey)
      else if (e.key === 'Enter') enter()
      else if (e.key === 'Backspace') back()
      else if (!draw && (e.key === 'PageDown' || e.key === 'PageUp')) choose(e.key === 'PageDown' ? 1 : -1)
      else if (!draw && e.key === 'Delete') remove()
      else return false
      return true
    },
  }
}
export type Pen = ReturnType<typeof makePen>
