/*
 * What was dispatched is held back for some seconds, so that it can be taken back: no process has a
 * move that does so. Whoever leaves the page sends it at once.
 */
import { onBeforeUnmount, onMounted, ref } from 'vue'
import type { Waiting } from './inbox'

export const HOLD_S = 5

export interface Held {
  w: Waiting
  unit: string
  name: string
  left: number // seconds
}

export function useHolding(send: (h: Held) => Promise<void>, back: (w: Waiting) => void) {
  const held = ref<Held[]>([])
  const drop = (h: Held) => (held.value = held.value.filter((x) => x.w.task.task !== h.w.task.task))

  function go(h: Held) {
    drop(h)
    void send(h)
  }
  function hold(w: Waiting, unit: string, name: string) {
    held.value = [...held.value, { w, unit, name, left: HOLD_S }]
  }
  function undo(h: Held | undefined = held.value.at(-1)) {
    if (!h) return
    drop(h)
    back(h.w)
  }
  const flush = () => [...held.value].forEach(go)
  function tick() {
    for (const h of [...held.value]) if (--h.left <= 0) go(h)
  }
  let timer = 0
  onMounted(() => {
    timer = window.setInterval(tick, 1000)
    window.addEventListener('pagehide', flush)
  })
  onBeforeUnmount(() => {
    window.clearInterval(timer)
    window.removeEventListener('pagehide', flush)
    flush()
  })
  return { held, hold, undo, flush }
}
