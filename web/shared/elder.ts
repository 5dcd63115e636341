/* Elder mode: one switch, for every face. */
import { ref, watch } from 'vue'

const KEY = 'linli.elder'
export const elder = ref(localStorage.getItem(KEY) === 'yes')
watch(
  elder,
  (on) => {
    document.documentElement.classList.toggle('elder', on)
    localStorage.setItem(KEY, on ? 'yes' : 'no')
  },
  { immediate: true },
)
