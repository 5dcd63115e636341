/* What the map and the forms beside it share while a border is drawn or an area is cut. */
import { inject, provide, reactive, type InjectionKey } from 'vue'
import type { Part } from './geo'

export interface Drawing {
  /** What the mouse does on the map: pick, draw the area, draw a line to cut it. */
  way: 'pick' | 'area' | 'line'
  keys: boolean // who began it uses keys, and goes on with them on the map
  parts: Part[]
  names: string[] // of the parts, as they are typed
}
const key: InjectionKey<Drawing> = Symbol('drawing')

export function provideDrawing(): Drawing {
  const drawing = reactive<Drawing>({ way: 'pick', keys: false, parts: [], names: [] })
  provide(key, drawing)
  return drawing
}
/** Undefined where there is no map, as with organisations. */
export function useDrawing(): Drawing | undefined {
  return inject(key, undefined)
}
