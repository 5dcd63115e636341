/* The columns of the table, and which of them one wants. */
import { ref, watch } from 'vue'

export const COLUMNS = {
  number: '12rem',
  title: '21rem',
  process: '9rem',
  step: '8rem',
  class: '9rem',
  place: '11rem',
  unit: '11rem',
  opened: '10rem',
  due: '16.5rem',
  card: '5rem',
} as const
export type Column = keyof typeof COLUMNS
const KEY = 'linli.office.columns'
const USUAL: Column[] = ['number', 'title', 'step', 'place', 'unit', 'opened', 'due']

function kept(): Column[] {
  try {
    const old = JSON.parse(localStorage.getItem(KEY) ?? '') as Column[]
    return old.filter((c) => c in COLUMNS)
  } catch {
    return USUAL
  }
}
export const columns = ref<Column[]>(kept())
watch(columns, (c) => localStorage.setItem(KEY, JSON.stringify(c)))

export function toggle(c: Column) {
  const on = columns.value.includes(c) ? columns.value.filter((x) => x !== c) : [...columns.value, c]
  columns.value = (Object.keys(COLUMNS) as Column[]).filter((x) => on.includes(x))
}
export function template(shown: Column[]): string {
  return `2.5rem ${shown.map((c) => COLUMNS[c]).join(' ')}`
}
/** Of all columns together, so that the table scrolls sideways when it must. */
export function width(shown: Column[]): string {
  return `calc(2.5rem + 4px + ${shown.map((c) => COLUMNS[c]).join(' + ')})`
}
