/* A case on the map: its grid, those around it with their names, where it was reported. Loaded when it is shown. */
import Feature, { type FeatureLike } from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import { extend, isEmpty } from 'ol/extent'
import GeoJSON from 'ol/format/GeoJSON'
import Point from 'ol/geom/Point'
import { defaults } from 'ol/interaction/defaults'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import 'ol/ol.css'
import type { Shape } from '../territory/areas'

const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
const FONT = '600 13px "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif'
const NAMES_FROM = 40 // pixels of an area's width from which its name is written
const ROOM = 48 // pixels around what must be seen: there the neighbours begin

function styled(own: boolean) {
  return (f: FeatureLike, resolution: number) => {
    const box = f.getGeometry()?.getExtent()
    const wide = box ? ((box[2] ?? 0) - (box[0] ?? 0)) / resolution : 0
    return new Style({
      fill: new Fill({ color: own ? 'rgba(179,38,30,0.12)' : 'rgba(91,87,83,0.05)' }),
      stroke: new Stroke({ color: own ? '#b3261e' : '#5b5753', width: own ? 3 : 1.2 }),
      text:
        wide > NAMES_FROM
          ? new Text({
              text: String(f.get('name') ?? ''),
              font: FONT,
              fill: new Fill({ color: '#1c1b1a' }),
              stroke: new Stroke({ color: '#fff', width: 3 }),
            })
          : undefined,
    })
  }
}

/** Dragged and zoomed once it has the focus, so that a page scrolls past it. */
export function makeCaseMap(target: HTMLElement) {
  const own = new VectorSource()
  const beside = new VectorSource()
  const at = new VectorSource()
  const map = new OlMap({
    target,
    controls: [],
    interactions: defaults({ onFocusOnly: true }),
    layers: [
      new VectorLayer({ source: beside, style: styled(false), declutter: true }),
      new VectorLayer({ source: own, style: styled(true), declutter: true }),
      new VectorLayer({
        source: at,
        style: new Style({
          image: new Circle({
            radius: 9,
            fill: new Fill({ color: '#b3261e' }),
            stroke: new Stroke({ color: '#fff', width: 3 }),
          }),
        }),
      }),
    ],
    view: new View({ center: fromLonLat([104, 35]), zoom: 4, maxZoom: 19 }),
  })
  function show(area: Shape | undefined, around: Shape[], point: { lon: number; lat: number } | undefined) {
    for (const source of [own, beside, at]) source.clear()
    if (area) own.addFeature(format.readFeature(area) as Feature)
    beside.addFeatures(format.readFeatures({ type: 'FeatureCollection', features: around }) as Feature[])
    if (point) at.addFeature(new Feature(new Point(fromLonLat([point.lon, point.lat]))))
    const box = extend(own.getExtent()!.slice(), at.getExtent()!)
    if (!isEmpty(box) || point) map.getView().fit(box, { padding: [ROOM, ROOM, ROOM, ROOM], maxZoom: 18 })
  }
  return { show, end: () => map.setTarget(undefined) }
}
export type CaseMap = ReturnType<typeof makeCaseMap>
