/* Areas coloured by a figure of what lies directly below a place, with the steps of the legend. */
import { computed, ref, watch } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { can } from '../../shared/session'

export const FIGURES = ['open', 'open_late', 'opened', 'closed_on_time'] as const
export type Figure = (typeof FIGURES)[number]
/* One hue from pale to dark: told apart by who sees no colours, too. */
const STEPS = ['#fef0d9', '#fdcc8a', '#fc8d59', '#e34a33', '#b30000'].map((c) => `${c}b3`)
const DAYS = 30

export interface Step {
  colour: string
  from: number
  to: number
}
function value(c: Schemas['child_view'], figure: Figure): number | undefined {
  if (figure !== 'closed_on_time') return c.sums[figure]
  return c.sums.closed ? Math.round((100 * c.sums.closed_on_time) / c.sums.closed) : undefined
}
/** Steps of whole numbers, from the least to the most, five at most. */
export function stepsOf(values: number[]): Step[] {
  if (!values.length) return []
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const wide = Math.max(1, Math.ceil((most - least + 1) / STEPS.length))
  const steps: Step[] = []
  for (let from = least; from <= most; from += wide)
    steps.push({ colour: STEPS[steps.length]!, from, to: Math.min(from + wide - 1, most) })
  return steps
}

export function useTones(place: () => string) {
  const figure = ref<Figure | ''>('')
  const children = ref<Schemas['child_view'][]>([])
  const may = computed(() => can('figures.read'))
  async function ask() {
    children.value = []
    if (!figure.value || !may.value) return
    const id = place()
    const told = await got(api.GET('/api/v1/figures/dashboard', { params: { query: { place: id, days: DAYS } } })).catch(
      () => undefined,
    )
    if (id === place()) children.value = told?.children ?? []
  }
  watch([figure, place], ask)
  const valued = computed(() => {
    const f = figure.value
    if (!f) return []
    return children.value.flatMap((c) => {
      const v = value(c, f)
      return v === undefined ? [] : [{ id: c.place, name: c.name, value: v }]
    })
  })
  const steps = computed(() => stepsOf(valued.value.map((v) => v.value)))
  const unit = computed(() => (figure.value === 'closed_on_time' ? '%' : ''))
  const shown = computed(() =>
    Object.fromEntries(
      valued.value.map((v) => [
        v.id,
        { colour: steps.value.find((s) => v.value <= s.to)!.colour, note: `${v.value}${unit.value}` },
      ]),
    ),
  )
  return { figure, may, valued, steps, unit, shown, days: DAYS }
}
export type Tones = ReturnType<typeof useTones>
