/* Texts of the faces. What comes from the pack or the server has its language already. */
import { ref, watch } from 'vue'
import { createI18n } from 'vue-i18n'
import zh from './texts/zh'
import en from './texts/en'

export type Lang = 'zh' | 'en'
const KEY = 'linli.lang'

function first(): Lang {
  const kept = localStorage.getItem(KEY)
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

export const lang = ref<Lang>(first())
export const i18n = createI18n({
  legacy: false,
  locale: lang.value,
  fallbackLocale: 'zh',
  messages: { zh, en },
})
/** Several words in a row, a word and what is said of it, and what is said beside, each with its language's signs. */
export const inRow = (words: string[]) => words.join(lang.value === 'zh' ? '、' : ', ')
export const saidOf = (what: string, said: unknown) => `${what}${lang.value === 'zh' ? '：' : ': '}${String(said)}`
export const aside = (words: string) => (lang.value === 'zh' ? `（${words}）` : ` (${words})`)
/** Texts that come with a part of a face when it is opened: under a key of their own. */
export function addTexts(key: string, texts: Record<Lang, object>) {
  const add = i18n.global.mergeLocaleMessage as (lang: string, texts: object) => void
  for (const l of ['zh', 'en'] as const) add(l, { [key]: texts[l] })
}
watch(
  lang,
  (now) => {
    i18n.global.locale.value = now
    localStorage.setItem(KEY, now)
    document.documentElement.lang = now === 'zh' ? 'zh-CN' : 'en'
  },
  { immediate: true, flush: 'sync' },
)
