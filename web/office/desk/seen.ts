/* When something comes into sight. */
import { onBeforeUnmount, onMounted, type Ref } from 'vue'

/** Told once, when the element is seen for the first time. */
export function useSeen(box: Ref<HTMLElement | undefined>, seen: () => void) {
  const watcher = new IntersectionObserver((all) => {
    if (!all.some((e) => e.isIntersecting)) return
    watcher.disconnect()
    seen()
  })
  onMounted(() => box.value && watcher.observe(box.value))
  onBeforeUnmount(() => watcher.disconnect())
}
