/* The map of a place: what is beside it, and its own area to be drawn or changed. Loaded when a map is shown. */
import Feature from 'ol/Feature'
import Point from 'ol/geom/Point'
import Draw from 'ol/interaction/Draw'
import Modify from 'ol/interaction/Modify'
import Snap from 'ol/interaction/Snap'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style } from 'ol/style'
import type { Schemas } from '../../shared/api/client'
import type { Shape } from '../../shared/map/areas'
import { ACCENT, areaAt, areaStyle, baseMap, BESIDE, featuresOf, fitTo, format, lookAt } from '../../shared/map/base'

const OWN = { fill: 'rgba(179,38,30,0.14)', line: ACCENT, width: 3 }
const nameOf = (f: Feature) => String(f.get('name') ?? '')

/** A map in an element; `picked` tells which area was clicked. */
export function makeMap(target: HTMLElement, picked: (id: string) => void) {
  const parts = new VectorSource()
  const own = new VectorSource()
  const marks = new VectorSource()
  const map = baseMap(target, [
    new VectorLayer({ source: parts, style: areaStyle(BESIDE, nameOf), declutter: true }),
    new VectorLayer({ source: own, style: areaStyle(OWN, () => '') }),
    new VectorLayer({
      source: marks,
      style: new Style({
        image: new Circle({
          radius: 8,
          fill: new Fill({ color: 'rgba(255,196,0,0.85)' }),
          stroke: new Stroke({ color: '#1c1b1a', width: 2 }),
        }),
      }),
    }),
  ])
  let tools: (Draw | Modify | Snap)[] = []
  map.on('singleclick', (e) => {
    if (tools.length) return
    const area = areaAt(map, e.pixel)
    if (area) picked(area.id)
  })
  function fit() {
    fitTo(map, own.isEmpty() ? parts.getExtent() : own.getExtent())
  }
  function show(area: Shape | undefined, below: Shape[]) {
    parts.clear()
    own.clear()
    parts.addFeatures(featuresOf(below))
    if (area) own.addFeatures(featuresOf([{ ...area, properties: {} }])) // what is below it is to be picked
    fit()
  }
  function stop() {
    for (const tool of tools) map.removeInteraction(tool)
    tools = []
  }
  /** Draw anew, or change what there is; corners snap to what is beside. */
  function edit() {
    stop()
    if (own.isEmpty()) {
      const draw = new Draw({ source: own, type: 'Polygon' })
      draw.on('drawend', () => draw.setActive(false))
      tools.push(draw)
    }
    tools.push(new Modify({ source: own }), new Snap({ source: parts }), new Snap({ source: own }))
    for (const tool of tools) map.addInteraction(tool)
  }
  function drawn(): object | undefined {
    const f = own.getFeatures()[0]
    return f ? format.writeGeometryObject(f.getGeometry() as never, { decimals: 7, rightHanded: true }) : undefined
  }
  function mark(borders: Schemas['border_row'][]) {
    marks.clear()
    marks.addFeatures(borders.map((b) => new Feature(new Point(fromLonLat([b.lon, b.lat])))))
  }
  function look(lon: number, lat: number) {
    lookAt(map, lon, lat)
  }
  return { show, edit, stop, drawn, mark, look, fit, end: () => map.setTarget(undefined) }
}
export type PlaceMap = ReturnType<typeof makeMap>
