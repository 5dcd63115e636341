/* What the device is like, as far as pages differ by it. */
import { readonly, ref, type Ref } from 'vue'

function matching(query: string): Readonly<Ref<boolean>> {
  const asked = window.matchMedia?.(query)
  const is = ref(asked?.matches ?? false)
  asked?.addEventListener?.('change', (e) => (is.value = e.matches))
  return readonly(is)
}
let touched: Readonly<Ref<boolean>> | undefined
let small: Readonly<Ref<boolean>> | undefined
/** It is pointed at by a finger: a phone or a tablet, which has a camera and knows where it is. */
export const useTouched = () => (touched ??= matching('(pointer: coarse)'))
/** Too narrow for tables of the office: one fact a line. */
export const useNarrow = () => (small ??= matching('(max-width: 700px)'))
