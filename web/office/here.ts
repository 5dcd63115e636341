/* The subtree that the office looks at; all pages keep to it. */
import { ref, watch } from 'vue'

const KEY = 'linli.office.place'
export const here = ref<string | undefined>(localStorage.getItem(KEY) ?? undefined)
watch(here, (id) => {
  if (id) localStorage.setItem(KEY, id)
  else localStorage.removeItem(KEY)
})
