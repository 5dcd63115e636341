/* While something lies over the page its keys are its own: the list below hears none of them. */
import { onBeforeUnmount, watch, type Ref } from 'vue'

export function shieldKeys(open: Ref<boolean>) {
  const stop = (e: Event) => e.stopPropagation() // before the window's; others of the document have heard it
  const off = () => document.removeEventListener('keydown', stop)
  watch(
    open,
    (now) => {
      if (now) document.addEventListener('keydown', stop)
      else setTimeout(off) // the key that closes it is still on its way
    },
    { immediate: true },
  )
  onBeforeUnmount(off)
}
