/* A case on the map: its grid, those around it with their names, where it was reported. Loaded when it is shown. */
import Feature from 'ol/Feature'
import { createEmpty, extend, isEmpty } from 'ol/extent'
import Point from 'ol/geom/Point'
import { defaults } from 'ol/interaction/defaults'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style } from 'ol/style'
import type { Shape } from '../../shared/map/areas'
import { ACCENT, areaStyle, baseMap, BESIDE, featuresOf } from '../../shared/map/base'

const OWN = { fill: 'rgba(179,38,30,0.12)', line: ACCENT, width: 3 }
const ROOM = 48 // pixels around what must be seen: there the neighbours begin
const CLOSEST = 18 // zoom
const dot = new Style({
  image: new Circle({ radius: 9, fill: new Fill({ color: ACCENT }), stroke: new Stroke({ color: '#fff', width: 3 }) }),
})
const name = (f: Feature) => String(f.get('name') ?? '')

export function makeCaseMap(target: HTMLElement) {
  const [beside, own, at] = [new VectorSource(), new VectorSource(), new VectorSource()]
  const map = baseMap(target, [
    new VectorLayer({ source: beside, style: areaStyle(BESIDE, name), declutter: true }),
    new VectorLayer({ source: own, style: areaStyle(OWN, name), declutter: true }),
    new VectorLayer({ source: at, style: dot }),
  ])
  /* Dragged and zoomed once it has the focus, so that the page scrolls past it. */
  map.getInteractions().clear()
  defaults({ onFocusOnly: true }).forEach((i) => map.addInteraction(i))
  function show(area: Shape | undefined, around: Shape[], point: { lon: number; lat: number } | undefined) {
    for (const source of [own, beside, at]) source.clear()
    if (area) own.addFeatures(featuresOf([area]))
    beside.addFeatures(featuresOf(around))
    if (point) at.addFeature(new Feature(new Point(fromLonLat([point.lon, point.lat]))))
    const box = extend(extend(createEmpty(), own.getExtent() ?? createEmpty()), at.getExtent() ?? createEmpty())
    if (!isEmpty(box) || point) map.getView().fit(box, { padding: [ROOM, ROOM, ROOM, ROOM], maxZoom: CLOSEST })
  }
  return { show, end: () => map.setTarget(undefined) }
}
export type CaseMap = ReturnType<typeof makeCaseMap>
