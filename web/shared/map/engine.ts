/* The map that faces share: outlines of places by how near one looks, points, one pin. Loaded when it is shown. */
import Collection from 'ol/Collection'
import Feature from 'ol/Feature'
import { boundingExtent, createEmpty, extend, getWidth } from 'ol/extent'
import Point from 'ol/geom/Point'
import Translate from 'ol/interaction/Translate'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat, toLonLat, transformExtent } from 'ol/proj'
import Cluster from 'ol/source/Cluster'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, RegularShape, Stroke, Style } from 'ol/style'
import type { Box, Shape } from './areas'
import { ACCENT, areaAt, BESIDE, boxAround, baseMap, featuresOf, fitTo, GREY, wide, words } from './base'
import type { MapPoint } from './marks'
import { pointsIn, pointStyle } from './points'

export interface Toned {
  /** Fill of an area by its id. */
  tones?: Record<string, string>
  /** What stands below its name. */
  notes?: Record<string, string>
}
export interface Heard {
  point?: (id: string) => void
  /** Several at one spot that no nearer look tells apart. */
  crowd?: (those: MapPoint[]) => void
  area?: (id: string) => void
  place?: (lon: number, lat: number) => void
  moved?: () => void
  /** All that was shown is on the screen. */
  drawn?: () => void
}
const NEAR_PX = 44 // points nearer than a finger is wide stand together
const AREA_PX = 36 // an area that is narrower on the average is not drawn
const WIDTHS = [0.8, 1.5, 2.6] // of lines, the finest kind first
const LETTER_PX = 11 // of a name, with its digits
const STEP_PX = 8 // by which an arrow key moves the pin
const NAMED_TO_PX = 1400 // an area that fills the view needs no name

function pinStyle(): Style[] {
  return [
    new Style({
      image: new RegularShape({
        points: 3,
        radius: 16,
        angle: Math.PI,
        displacement: [0, 16],
        fill: new Fill({ color: ACCENT }),
        stroke: new Stroke({ color: '#fff', width: 2 }),
      }),
    }),
    new Style({
      image: new Circle({
        radius: 13,
        displacement: [0, 28],
        fill: new Fill({ color: ACCENT }),
        stroke: new Stroke({ color: '#fff', width: 3 }),
      }),
    }),
  ]
}

interface Level {
  across: number // width of its areas on the average, in the map's metres
  words: number // pixels of its names on the average
}

export function makeFaceMap(target: HTMLElement, heard: Heard) {
  let toned: Toned = {}
  let chosen: string | undefined
  let over: string | undefined // the area that something is dragged over
  const outlines = new VectorSource()
  const points = new VectorSource()
  const near = new Cluster({ source: points, distance: NEAR_PX })
  const pin = new VectorSource()

  /* The finest level whose names have room on the average is the one that is named. */
  let levels: Level[] = []
  const namedLevel = (resolution: number) =>
    levels.reduce((found, l, i) => (l.across / resolution > l.words ? i : found), -1)

  function areaLook(f: unknown, resolution: number): Style {
    const feature = f as Feature
    const [id, depth] = [String(feature.get('id')), Number(feature.get('depth'))]
    const across = wide(feature, resolution)
    const finest = depth === levels.length - 1
    const named = depth === namedLevel(resolution) && across < NAMED_TO_PX
    const tone = toned.tones?.[id] ?? (finest ? BESIDE.fill : 'rgba(0,0,0,0)')
    return new Style({
      fill: new Fill({ color: id === over ? 'rgba(26,95,180,0.28)' : tone }),
      stroke: new Stroke({ color: id === over ? '#1a5fb4' : GREY, width: id === over ? 3 : WIDTHS[levels.length - 1 - depth] }),
      text: named ? words([feature.get('name'), toned.notes?.[id]].filter(Boolean).join('\n')) : undefined,
    })
  }
  const areas = new VectorLayer({ source: outlines, style: areaLook, declutter: true })
  const dots = new VectorLayer({ source: near, style: pointStyle(() => chosen) })
  const map = baseMap(target, [areas, dots, new VectorLayer({ source: pin, style: pinStyle() })])
  const view = map.getView()

  /* A single click is told of after a moment, in which the page may have been scrolled. */
  let pressed: { coordinate: number[]; pixel: number[] } = { coordinate: [0, 0], pixel: [0, 0] }
  map.on('click', (e) => (pressed = { coordinate: e.coordinate, pixel: e.pixel }))
  map.on('singleclick', () => {
    if (heard.place) return heard.place(...(toLonLat(pressed.coordinate) as [number, number]))
    const hit = map.forEachFeatureAtPixel(pressed.pixel, (f) => (f.get('features') ? f : undefined), { hitTolerance: 8 })
    const those = hit ? pointsIn(hit) : []
    if (those.length === 1) heard.point?.(those[0]!.id)
    else if (those.length > 1) open(those)
    else {
      const area = areaAt(map, pressed.pixel)
      if (area) heard.area?.(area.id)
    }
  })
  map.on('moveend', () => heard.moved?.())
  map.on('rendercomplete', () => heard.drawn?.())
  const watch = new ResizeObserver(() => map.updateSize())
  watch.observe(target)

  function open(those: MapPoint[]) {
    const box = boxAround(those)!
    if (getWidth(box) < 2 || view.getZoom()! > 20) heard.crowd?.(those)
    else view.fit(box, { padding: [60, 60, 60, 60], maxZoom: 21, duration: 200 })
  }
  /** Kinds of places, the largest first. */
  function showAreas(shapes: Shape[][]) {
    outlines.clear()
    levels = shapes.map((those, depth) => {
      const drawn = featuresOf(those)
      for (const f of drawn) f.set('depth', depth, true)
      outlines.addFeatures(drawn)
      const mean = (of: (f: Feature) => number) => drawn.reduce((n, f) => n + of(f), 0) / (drawn.length || 1)
      return { across: mean((f) => wide(f, 1)), words: mean((f) => String(f.get('name') ?? '').length * LETTER_PX) }
    })
  }
  function showPoints(those: MapPoint[]) {
    points.clear()
    points.addFeatures(
      those.map((p) => {
        const f = new Feature(new Point(fromLonLat([p.lon, p.lat])))
        f.set('point', p)
        return f
      }),
    )
  }
  function fit() {
    const box = createEmpty()
    for (const s of [outlines, points, pin]) if (!s.isEmpty()) extend(box, s.getExtent()!)
    fitTo(map, box)
  }
  return {
    showAreas,
    showPoints,
    fit,
    fitShape: (s: Shape) => fitTo(map, featuresOf([s])[0]?.getGeometry()?.getExtent()),
    tone(t: Toned) {
      toned = t
      areas.changed()
    },
    choose(id: string | undefined) {
      chosen = id
      dots.changed()
      const at = points.getFeatures().find((f) => (f.get('point') as MapPoint).id === id)?.getGeometry() as Point | undefined
      const box = view.calculateExtent(map.getSize())
      if (at && !at.intersectsExtent(box)) view.animate({ center: at.getCoordinates(), duration: 200 })
    },
    zoom(by: number) {
      view.animate({ zoom: view.getZoom()! + by, duration: 150 })
    },
    /** How many of so many areas, spread over a width in metres, would be wide enough to be seen. */
    fitsOnView(found: number, metres: number): boolean {
      return metres / Math.sqrt(found) / (view.getResolution() ?? Infinity) >= AREA_PX
    },
    /** What is seen, in degrees, and how wide all that there is, in the map's metres. */
    seen(): Box {
      return transformExtent(view.calculateExtent(map.getSize()), 'EPSG:3857', 'EPSG:4326') as Box
    },
    widthOf: (s: Shape) => getWidth(featuresOf([s])[0]?.getGeometry()?.getExtent() ?? boundingExtent([[0, 0]])),
    /** What lies under the mouse, while something is dragged over. */
    areaUnder(e: { clientX: number; clientY: number }) {
      const area = areaAt(map, map.getEventPixel(e as MouseEvent))
      return area
    },
    light(id: string | undefined) {
      if (over === id) return
      over = id
      areas.changed()
    },
    pixelOf(lon: number, lat: number) {
      return map.getPixelFromCoordinate(fromLonLat([lon, lat]))
    },
    setPin(lon: number, lat: number, moved: (lon: number, lat: number) => void) {
      const at = fromLonLat([lon, lat])
      const had = pin.getFeatures()[0]
      if (had) (had.getGeometry() as Point).setCoordinates(at)
      else {
        const f = new Feature(new Point(at))
        pin.addFeature(f)
        const drag = new Translate({ features: new Collection([f]), hitTolerance: 12 })
        drag.on('translateend', () => {
          moved(...(toLonLat((f.getGeometry() as Point).getCoordinates()) as [number, number]))
        })
        map.addInteraction(drag)
      }
      if (view.getZoom()! < 14) view.setZoom(17)
      const box = view.calculateExtent(map.getSize())
      if (at[0]! < box[0]! || at[0]! > box[2]! || at[1]! < box[1]! || at[1]! > box[3]!) view.setCenter(at)
    },
    /** Where the pin would be some steps to the right and up; without a pin the middle of the view. */
    stepped(right: number, up: number): [number, number] {
      const had = pin.getFeatures()[0]?.getGeometry() as Point | undefined
      const [x, y] = (had?.getCoordinates() ?? view.getCenter()!) as [number, number]
      const by = had ? (view.getResolution() ?? 1) * STEP_PX : 0
      return toLonLat([x + right * by, y + up * by]) as [number, number]
    },
    end() {
      watch.disconnect()
      map.setTarget(undefined)
    },
  }
}
export type FaceMap = ReturnType<typeof makeFaceMap>
