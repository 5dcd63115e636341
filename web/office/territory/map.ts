/* The map: OpenLayers with own vectors only. Loaded when a map is shown. */
import Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import GeoJSON from 'ol/format/GeoJSON'
import Point from 'ol/geom/Point'
import Draw from 'ol/interaction/Draw'
import Modify from 'ol/interaction/Modify'
import Snap from 'ol/interaction/Snap'
import VectorLayer from 'ol/layer/Vector'
import { fromLonLat } from 'ol/proj'
import VectorSource from 'ol/source/Vector'
import { Circle, Fill, Stroke, Style, Text } from 'ol/style'
import 'ol/ol.css'
import type { Schemas } from '../../shared/api/client'
import type { Shape } from './areas'

const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
const FONT = '600 13px "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif'
const NAMES_FROM = 40 // pixels of an area's width from which its name is written

function areaStyle(own: boolean) {
  return (f: unknown, resolution: number) => {
    const feature = f as Feature
    const box = feature.getGeometry()?.getExtent()
    const wide = box ? ((box[2] ?? 0) - (box[0] ?? 0)) / resolution : 0
    return new Style({
      fill: new Fill({ color: own ? 'rgba(179,38,30,0.14)' : 'rgba(91,87,83,0.05)' }),
      stroke: new Stroke({ color: own ? '#b3261e' : '#5b5753', width: own ? 3 : 1.2 }),
      text:
        !own && wide > NAMES_FROM
          ? new Text({
              text: String(feature.get('name') ?? ''),
              font: FONT,
              overflow: false,
              fill: new Fill({ color: '#1c1b1a' }),
              stroke: new Stroke({ color: '#fff', width: 3 }),
            })
          : undefined,
    })
  }
}

/** A map in an element; `picked` tells which area was clicked. */
export function makeMap(target: HTMLElement, picked: (id: string) => void) {
  const parts = new VectorSource()
  const own = new VectorSource()
  const marks = new VectorSource()
  const map = new OlMap({
    target,
    controls: [],
    layers: [
      new VectorLayer({ source: parts, style: areaStyle(false), declutter: true }),
      new VectorLayer({ source: own, style: areaStyle(true) }),
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
    ],
    view: new View({ center: fromLonLat([104, 35]), zoom: 4, maxZoom: 22 }),
  })
  let tools: (Draw | Modify | Snap)[] = []
  map.on('singleclick', (e) => {
    if (tools.length) return
    map.forEachFeatureAtPixel(e.pixel, (f) => {
      const id = f.get('id') as string | undefined
      if (id) picked(id)
      return Boolean(id)
    })
  })
  function fit() {
    const box = own.isEmpty() ? parts.getExtent() : own.getExtent()
    if (box && Number.isFinite(box[0])) map.getView().fit(box, { padding: [24, 24, 24, 24], maxZoom: 19 })
  }
  function show(area: Shape | undefined, below: Shape[]) {
    parts.clear()
    own.clear()
    parts.addFeatures(format.readFeatures({ type: 'FeatureCollection', features: below }) as Feature[])
    if (area) own.addFeature(format.readFeature(area) as Feature)
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
    map.getView().animate({ center: fromLonLat([lon, lat]), zoom: 18, duration: 200 })
  }
  return { show, edit, stop, drawn, mark, look, fit, end: () => map.setTarget(undefined) }
}
export type PlaceMap = ReturnType<typeof makeMap>
