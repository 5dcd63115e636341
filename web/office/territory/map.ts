/* The map of a place: what is beside it, its own area to be drawn, changed or cut. Loaded when a map is shown. */
import Feature from 'ol/Feature'
import type { Coordinate } from 'ol/coordinate'
import type Geometry from 'ol/geom/Geometry'
import type LineString from 'ol/geom/LineString'
import Point from 'ol/geom/Point'
import Polygon from 'ol/geom/Polygon'
import Draw from 'ol/interaction/Draw'
import type Interaction from 'ol/interaction/Interaction'
import Modify from 'ol/interaction/Modify'
import Snap from 'ol/interaction/Snap'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, toLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style } from 'ol/style'
import type { Schemas } from '../../shared/api/client'
import type { Shape } from '../../shared/map/areas'
import { ACCENT, areaAt, areaStyle, baseMap, BESIDE, featuresOf, fitTo, format, INK, lookAt, words } from '../../shared/map/base'
import type { Corner } from './geo'
import { makePen, type PenSaid } from './pen'

const OWN = { fill: 'rgba(179,38,30,0.14)', line: ACCENT, width: 3 }
const OTHER = '#1a5fb4' // what somebody else has saved meanwhile
const PARTS = ['rgba(26,95,180,0.30)', 'rgba(214,137,16,0.32)', 'rgba(27,110,60,0.30)', 'rgba(122,62,157,0.28)']
const SNAP_PX = 12
const BESIDE_GAP = 2 // areas that a gap is named by
const nameOf = (f: Feature) => String(f.get('name') ?? '')

export interface Heard {
  picked: (id: string) => void
  /** The mouse has caught a neighbour's border, or nothing any more. */
  snapped: (name?: string) => void
  cut: (line: Corner[]) => void
  /** What was done by keys. */
  said: (s: PenSaid) => void
  /** Something new is drawn; or else what there is is changed. */
  draws: (anew: boolean) => void
}

export function makeMap(target: HTMLElement, heard: Heard) {
  const [parts, own, ghost, cuts, marks] = Array.from({ length: 5 }, () => new VectorSource()) as [
    VectorSource, VectorSource, VectorSource, VectorSource, VectorSource,
  ]
  let tones: Record<string, { colour: string; note: string }> = {}
  const beside = (f: unknown, resolution: number) => {
    const tone = tones[String((f as Feature).get('id'))]
    const look = tone ? { ...BESIDE, fill: tone.colour } : BESIDE
    return areaStyle(look, (g) => [nameOf(g), tone?.note].filter(Boolean).join('\n'))(f, resolution)
  }
  const partLayer = new VectorLayer({ source: parts, style: beside, declutter: true })
  const map = baseMap(target, [
    partLayer,
    new VectorLayer({ source: own, style: areaStyle(OWN, () => '') }),
    new VectorLayer({
      source: ghost,
      style: new Style({ stroke: new Stroke({ color: OTHER, width: 3, lineDash: [8, 6] }) }),
    }),
    new VectorLayer({
      source: cuts,
      style: (f, resolution) =>
        areaStyle({ fill: PARTS[Number(f.get('nth')) % PARTS.length]!, line: INK, width: 2 }, nameOf)(f, resolution),
    }),
    new VectorLayer({
      source: marks,
      style: (f) =>
        new Style({
          image: new Circle({
            radius: 11,
            fill: new Fill({ color: 'rgba(255,196,0,0.95)' }),
            stroke: new Stroke({ color: INK, width: 2 }),
          }),
          text: words(String(f.get('nth')), 12),
        }),
    }),
  ])
  const change = () => past.push(own.getFeatures()[0]!.getGeometry()!.clone())
  function undone(): boolean {
    const before = past.pop()
    if (before) own.getFeatures()[0]!.setGeometry(before)
    return !!before
  }
  const pen = makePen({
    map,
    beside: parts,
    own,
    snapPx: SNAP_PX,
    say: heard.said,
    snapped: heard.snapped,
    before: change,
    undo: undone,
  })
  const watch = new ResizeObserver(() => map.updateSize())
  watch.observe(target)
  let tools: Interaction[] = []
  let past: Geometry[] = []
  map.on('singleclick', (e) => {
    if (tools.length) return
    const area = areaAt(map, e.pixel)
    if (area) heard.picked(area.id)
  })

  function fit() {
    map.updateSize() // buttons and words around it come and go
    fitTo(map, own.isEmpty() ? parts.getExtent() : own.getExtent())
  }
  function show(area: Shape | undefined, below: Shape[]) {
    for (const s of [parts, own, ghost, cuts]) s.clear()
    past = []
    parts.addFeatures(featuresOf(below))
    if (area) own.addFeatures(featuresOf([{ ...area, properties: {} }])) // what is below it is to be picked
    fit()
  }
  function stop() {
    for (const tool of tools) map.removeInteraction(tool)
    tools = []
    pen.drop()
    heard.snapped()
  }
  function use(those: Interaction[]) {
    stop()
    tools = those
    for (const tool of tools) map.addInteraction(tool)
  }
  /* The neighbours' borders come last, so they are caught before the own one. */
  function snaps(): Snap[] {
    const [mine, theirs] = [own, parts].map((source) => new Snap({ source, pixelTolerance: SNAP_PX })) as [Snap, Snap]
    theirs.on('snap', (e) => heard.snapped(nameOf(e.feature as Feature)))
    theirs.on('unsnap', () => heard.snapped())
    return [mine, theirs]
  }
  /** Draw anew, or change what there is; corners catch what is beside. */
  function edit() {
    const modify = new Modify({ source: own, pixelTolerance: SNAP_PX })
    modify.on('modifystart', change)
    if (!own.isEmpty()) {
      use([modify, ...snaps()])
      heard.draws(false)
      return pen.take()
    }
    const draw = new Draw({ source: own, type: 'Polygon' })
    draw.on('drawend', () => window.setTimeout(edit)) // when it lies in the source
    use([draw, ...snaps()])
    heard.draws(true)
    pen.take(draw)
  }
  function again() {
    own.clear()
    past = []
    edit()
  }
  /** What was done last is undone: a corner moved, or set. */
  function undo() {
    const drawing = tools.find((x) => x instanceof Draw) as Draw | undefined
    if (drawing) drawing.removeLastPoint()
    else undone()
  }
  function drawn(): object | undefined {
    const f = own.getFeatures()[0]
    return f ? format.writeGeometryObject(f.getGeometry() as never, { decimals: 7, rightHanded: true }) : undefined
  }
  /** A line across the area. */
  function line() {
    cuts.clear()
    const draw = new Draw({ type: 'LineString' })
    draw.on('drawend', (e) => {
      const at = (e.feature.getGeometry() as LineString).getCoordinates()
      heard.cut(at.map((c: Coordinate) => ((c = toLonLat(c)), { lon: c[0]!, lat: c[1]! })))
    })
    use([draw, ...snaps()])
    heard.draws(true)
    pen.take(draw)
  }
  /** The corners of the own area, where it is one without holes. */
  function corners(): Coordinate[] | undefined {
    const g = own.getFeatures()[0]?.getGeometry()
    const rings = g?.getType() === 'Polygon' ? (g as Polygon).getCoordinates() : []
    return rings.length === 1 ? rings[0]!.slice(0, -1).map((c) => toLonLat(c)) : undefined
  }
  /** An area by its corners, as they were written down. */
  function ring(corners: Coordinate[]) {
    if (own.isEmpty()) past = []
    else change()
    const area = new Polygon([[...corners, corners[0]!].map((c) => fromLonLat(c))])
    if (own.isEmpty()) own.addFeature(new Feature(area))
    else own.getFeatures()[0]!.setGeometry(area)
    edit()
    fit()
  }
  function showCuts(those: { geometry: unknown; name: string }[]) {
    cuts.clear()
    those.forEach((p, nth) => {
      const f = format.readFeature({ type: 'Feature', properties: { name: p.name, nth }, geometry: p.geometry }) as Feature
      cuts.addFeature(f)
    })
  }
  function mark(borders: Schemas['border_row'][]) {
    marks.clear()
    marks.addFeatures(
      borders.map((b, i) => {
        const f = new Feature(new Point(fromLonLat([b.lon, b.lat])))
        f.set('nth', i + 1)
        return f
      }),
    )
  }
  /** The names of the areas beside a point, the nearest first. */
  function near(lon: number, lat: number): string[] {
    const at = fromLonLat([lon, lat]) as [number, number]
    return parts
      .getFeatures()
      .map((f) => {
        const [x, y] = f.getGeometry()!.getClosestPoint(at) as [number, number]
        return { name: nameOf(f), far: Math.hypot(x - at[0], y - at[1]) }
      })
      .sort((a, b) => a.far - b.far)
      .slice(0, BESIDE_GAP)
      .map((n) => n.name)
  }
  return {
    show,
    edit,
    again,
    undo,
    stop,
    drawn,
    line,
    showCuts,
    mark,
    near,
    fit,
    corners,
    ring,
    key: (e: KeyboardEvent) => tools.length > 0 && pen.key(e),
    /** What somebody else has saved, beside one's own. */
    haunt(area: Shape | undefined) {
      ghost.clear()
      if (area) ghost.addFeatures(featuresOf([{ ...area, properties: {} }]))
    },
    tone(t: typeof tones) {
      tones = t
      partLayer.changed()
    },
    nameOf: (id: string) => parts.getFeatures().map((f) => (f.get('id') === id ? nameOf(f) : '')).find(Boolean),
    look: (lon: number, lat: number) => lookAt(map, lon, lat),
    zoom: (by: number) => map.getView().animate({ zoom: map.getView().getZoom()! + by, duration: 150 }),
    end() {
      watch.disconnect()
      map.setTarget(undefined)
    },
  }
}
export type PlaceMap = ReturnType<typeof makeMap>
