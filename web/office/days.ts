/* How a day stands in the fields that ask for one, in all rooms alike; 2026-10-25 may be typed all the same. */
import { computed } from 'vue'
import { lang } from '../shared/i18n'

export const dayShown = computed(() => (lang.value === 'zh' ? 'YYYY年M月D日' : 'YYYY-MM-DD'))
