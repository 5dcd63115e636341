/* Points by how urgent they are: a shape and a colour each, the same as in the lists; near ones together with their count. */
import type { FeatureLike } from 'ol/Feature'
import { Circle, Fill, RegularShape, Stroke, Style } from 'ol/style'
import ImageStyle from 'ol/style/Image'
import { font, words } from './base'
import { SIGN, type MapPoint, type Mark } from './marks'

const ORDER: Mark[] = ['late', 'soon', 'calm', 'paused', 'ended'] // which of several a cluster shows
const COLOUR: Record<Mark, string> = { calm: '#1b6e3c', soon: '#8a5200', late: '#b3261e', paused: '#5b5753', ended: '#5b5753' }
const CHOSEN = '#1a5fb4'

const made = new Map<string, Style[]>()

function shape(mark: Mark): ImageStyle {
  const fill = new Fill({ color: COLOUR[mark] })
  const stroke = new Stroke({ color: '#fff', width: 2 })
  if (mark === 'soon') return new RegularShape({ points: 3, radius: 12, fill, stroke })
  if (mark === 'late') return new RegularShape({ points: 4, radius: 12, angle: Math.PI / 4, fill, stroke })
  if (mark === 'calm') return new Circle({ radius: 9, fill, stroke })
  return new Circle({ radius: 9, fill: new Fill({ color: '#fff' }), stroke: new Stroke({ color: COLOUR[mark], width: 2 }) })
}
function one(mark: Mark): Style {
  const style = new Style({ image: shape(mark) })
  if (mark === 'paused' || mark === 'ended') style.setText(words(SIGN[mark], 11))
  return style
}
function several(mark: Mark, n: number): Style {
  const text = words(`${SIGN[mark]}${n}`)
  text.setFont(font(13))
  text.setFill(new Fill({ color: COLOUR[mark] }))
  return new Style({
    image: new Circle({
      radius: n < 10 ? 17 : n < 100 ? 20 : 24,
      fill: new Fill({ color: 'rgba(255,255,255,0.94)' }),
      stroke: new Stroke({ color: COLOUR[mark], width: 3 }),
    }),
    text,
  })
}
function ring(n: number): Style {
  return new Style({
    image: new Circle({ radius: n > 1 ? 28 : 17, stroke: new Stroke({ color: CHOSEN, width: 4 }) }),
    zIndex: 1,
  })
}

/** The points that a drawn feature stands for. */
export function pointsIn(f: FeatureLike): MapPoint[] {
  const those = f.get('features') as FeatureLike[] | undefined
  return (those ?? []).map((x) => x.get('point') as MapPoint)
}
export function pointStyle(chosen: () => string | undefined) {
  return (f: FeatureLike): Style[] => {
    const those = pointsIn(f)
    const mark = ORDER.find((m) => those.some((p) => p.mark === m)) ?? 'calm'
    const held = those.some((p) => p.id === chosen())
    const key = `${mark} ${those.length} ${held}`
    let style = made.get(key)
    if (!style) {
      style = [those.length > 1 ? several(mark, those.length) : one(mark), ...(held ? [ring(those.length)] : [])]
      made.set(key, style)
    }
    return style
  }
}
