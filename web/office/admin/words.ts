/* Words of kinds of entries and of capabilities: their names have dots, so they are looked up whole. */
import { addTexts, lang } from '../../shared/i18n'
import texts from './texts'

addTexts('officeAdmin', texts)

export function capWord(cap: string): string {
  return (texts[lang.value].cap as Record<string, string>)[cap] ?? cap
}
/** What happened; of a kind that has no words its group's. */
export function entryWord(kind: string): string {
  const all = texts[lang.value].entry as Record<string, string>
  return all[kind] ?? all[`${kind.split('.')[0]}.`] ?? all.other ?? ''
}
/** Kinds to choose from, each group's before its own. */
export function entryKinds(): { kind: string; title: string; group: boolean }[] {
  return Object.entries(texts[lang.value].entry)
    .filter(([kind]) => kind !== 'other')
    .map(([kind, title]) => ({ kind, title, group: kind.endsWith('.') }))
}
