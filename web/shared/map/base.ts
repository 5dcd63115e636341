/* OpenLayers with own vectors only, as all maps of the faces begin. Never imported before a map is shown. */
import type Feature from 'ol/Feature'
import OlMap from 'ol/Map'
import View from 'ol/View'
import { boundingExtent, type Extent } from 'ol/extent'
import GeoJSON from 'ol/format/GeoJSON'
import type BaseLayer from 'ol/layer/Base'
import { fromLonLat } from 'ol/proj'
import { Fill, Stroke, Style, Text } from 'ol/style'
import 'ol/ol.css'
import type { Shape } from './areas'

export const format = new GeoJSON({ featureProjection: 'EPSG:3857' })
export const INK = '#1c1b1a'
export const GREY = '#5b5753'
export const ACCENT = '#b3261e'
const NAMES_FROM = 40 // pixels of an area's width from which its name is written
const CLOSEST = 19 // zoom to which a fit goes

export function font(px: number): string {
  return `600 ${px}px "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif`
}
export function words(text: string, px = 13): Text {
  return new Text({
    text,
    font: font(px),
    overflow: false,
    fill: new Fill({ color: INK }),
    stroke: new Stroke({ color: '#fff', width: 3 }),
  })
}
/** How many pixels wide an area is. */
export function wide(f: Feature, resolution: number): number {
  const box = f.getGeometry()?.getExtent()
  return box ? ((box[2] ?? 0) - (box[0] ?? 0)) / resolution : 0
}
export interface AreaLook {
  fill: string
  line: string
  width: number
}
/** An outline, with its name where it is wide enough. */
export function areaStyle(look: AreaLook, text: (f: Feature) => string) {
  return (f: unknown, resolution: number) => {
    const feature = f as Feature
    const name = wide(feature, resolution) > NAMES_FROM ? text(feature) : ''
    return new Style({
      fill: new Fill({ color: look.fill }),
      stroke: new Stroke({ color: look.line, width: look.width }),
      text: name ? words(name) : undefined,
    })
  }
}
export const BESIDE: AreaLook = { fill: 'rgba(91,87,83,0.05)', line: GREY, width: 1.2 }

export function baseMap(target: HTMLElement, layers: BaseLayer[]): OlMap {
  return new OlMap({
    target,
    controls: [],
    layers,
    view: new View({ center: fromLonLat([104, 35]), zoom: 4, maxZoom: 22, enableRotation: false }),
  })
}
export function featuresOf(shapes: Shape[]): Feature[] {
  return format.readFeatures({ type: 'FeatureCollection', features: shapes }) as Feature[]
}
export function fitTo(map: OlMap, box: Extent | null | undefined) {
  if (box && box.every(Number.isFinite)) map.getView().fit(box, { padding: [24, 24, 24, 24], maxZoom: CLOSEST })
}
export function lookAt(map: OlMap, lon: number, lat: number) {
  map.getView().animate({ center: fromLonLat([lon, lat]), zoom: 18, duration: 200 })
}
export function boxAround(points: { lon: number; lat: number }[]): Extent | undefined {
  return points.length ? boundingExtent(points.map((p) => fromLonLat([p.lon, p.lat]))) : undefined
}
/** The area under a pixel; of several that lie over each other the smallest kind. */
export function areaAt(map: OlMap, pixel: number[]): { id: string; name: string } | undefined {
  let found: { id: string; name: string } | undefined
  let deepest = -1
  map.forEachFeatureAtPixel(pixel, (f) => {
    const id = f.get('id') as string | undefined
    const depth = Number(f.get('depth') ?? 0)
    if (!id || depth <= deepest) return
    deepest = depth
    found = { id, name: String(f.get('name') ?? '') }
  })
  return found
}
