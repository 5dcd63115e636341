/* One move for many cases: what each would allow, then one after the other. */
import { ref } from 'vue'
import { api, got, isRefused, sendFiles, whyOf, type Schemas } from '../../shared/api/client'
import { answersToSend, fieldsOfMove, isPhotos, type Answers, type Field } from '../../shared/forms'
import { i18n } from '../../shared/i18n'
import { processOf } from '../../shared/processes'
import type { Row } from './rows'

type Case = Schemas['case_view']
export interface Option {
  key: string
  process: string
  step: string
  move: string
  title: string
  step_title: string
  cases: Case[]
}
export interface Refusal {
  id: string
  number: string
  title: string
  why: string
}

/** What can be done with these; the choice that most allow first. */
export function useBulk(rows: Row[]) {
  const seen = ref(0)
  const options = ref<Option[]>([])
  const cases = ref<Case[]>([])
  const unread = ref<Refusal[]>([])
  const done = ref(0)
  const went = ref(0)
  const refused = ref<Refusal[]>([])
  const running = ref(false)
  const over = ref(false)

  async function preview() {
    const found = new Map<string, Option>()
    for (const r of rows) {
      try {
        const c = await got(api.GET('/api/v1/cases/{id}', { params: { path: { id: r.id } } }))
        cases.value.push(c)
        for (const m of c.moves) {
          const key = `${c.process} ${c.step} ${m.name}`
          const o = found.get(key) ?? {
            key, process: c.process, step: c.step, move: m.name, title: m.title, step_title: c.step_title, cases: [],
          }
          o.cases.push(c)
          found.set(key, o)
        }
      } catch (e) {
        if (!isRefused(e)) throw e
        unread.value.push({ id: r.id, number: r.number, title: r.title, why: whyOf(e) })
      }
      seen.value++
    }
    options.value = [...found.values()].sort((a, b) => b.cases.length - a.cases.length)
  }
  async function fieldsOf(o: Option): Promise<Field[]> {
    return fieldsOfMove(await processOf(o.process), o.step, o.move)
  }
  async function run(o: Option, fields: Field[], answers: Answers) {
    running.value = true
    const form = answersToSend(fields, answers)
    const photos = fields.filter((f) => isPhotos(f) && Array.isArray(form[f.name]))
    for (const c of o.cases) {
      try {
        const own = { ...form }
        for (const f of photos) own[f.name] = await sendFiles(form[f.name] as Blob[]) // a file belongs to one case
        await got(
          api.POST('/api/v1/cases/{id}/moves', {
            params: { path: { id: c.id } },
            body: { move: o.move, version: c.version, form: own as never },
          }),
        )
        went.value++
      } catch (e) {
        if (!isRefused(e)) throw e
        const fieldsSaid = e.fields.map((f) => f.message).filter((m) => m && m !== e.message)
        const why = e.status === 409 ? i18n.global.t('work.overtaken') : [whyOf(e), ...fieldsSaid].join(' ')
        refused.value.push({ id: c.id, number: c.number, title: c.title, why })
      }
      done.value++
    }
    running.value = false
    over.value = true
  }
  return { seen, options, cases, unread, done, went, refused, running, over, preview, fieldsOf, run }
}
