/* What happened to a case, in words: titles from its process, who, why. */
import { api, got, type Schemas } from './api/client'
import { i18n, lang } from './i18n'
import { dayOf, daysIn, when } from './time'

type Entry = Schemas['entry']
type Process = Schemas['process_view']
type Field = Schemas['field_view']
export type Names = Record<string, string> // of units and places, by id

/** How a line stands out: something was done, went back, ended, ran out, was looked at. */
export type LineMark = 'move' | 'back' | 'end' | 'late' | 'look' | 'other'
export interface Line {
  id: string
  at: string
  who: string // empty: the program by its clocks, or nobody whom the reader may know
  what: string
  says: string[] // reasons and words, as they were written
  facts: { title: string; value: string }[]
  mark: LineMark
}

interface Data {
  process?: string
  step?: string
  move?: string
  to?: string
  stage?: string
  to_stage?: string
  back?: boolean
  up?: boolean
  channel?: string
  number?: string
  outcome?: string
  ended_as?: string
  card?: string
  words?: string
  reason?: string
  due?: number // microseconds since 1970
  from?: number | string
  parts?: number
  is?: string
  anonymous?: boolean
  fields?: string[]
  unit_ended?: boolean
  name?: string
  form?: Record<string, unknown>
  answers?: Record<string, unknown>
}

const t = (key: string, values: Record<string, unknown> = {}) => i18n.global.t(key, values)
const exists = (key: string) => i18n.global.te(key, lang.value)
const SAID = new Set(['reason', 'words', 'words_public', 'note'])

/** Every field that the process asks for anywhere, by name. */
function fieldsOf(p: Process | null): Map<string, Field> {
  const all = new Map<string, Field>()
  if (!p) return all
  for (const f of [...p.steps.flatMap((s) => s.moves.flatMap((m) => m.form)), ...p.evaluation, ...p.form])
    all.set(f.name, f)
  return all
}

export function stepTitle(p: Process | null, name: string | undefined): string {
  return p?.steps.find((s) => s.name === name)?.title ?? p?.ends.find((e) => e.name === name)?.title ?? ''
}
/** As what it ended; else the step that it is in. */
export function standsAt(p: Process | null, c: { state: string; ended_as?: string; step_title: string }): string {
  return (c.state === 'ended' && stepTitle(p, c.ended_as)) || c.step_title
}
export function moveTitle(p: Process | null, step: string | undefined, move: string | undefined): string {
  const ways = [
    ...(p?.steps.find((s) => s.name === step)?.moves ?? []),
    ...(p?.steps.flatMap((s) => s.moves) ?? []),
  ]
  return ways.find((m) => m.name === move)?.title ?? ''
}

/** Of a move's answers its own fields: another move may ask by the same name with other choices. */
function fieldsAt(p: Process | null, d: Data, all: Map<string, Field>): Map<string, Field> {
  const way = p?.steps.find((s) => s.name === d.step)?.moves.find((m) => m.name === d.move)
  return way ? new Map([...all, ...way.form.map((f) => [f.name, f] as const)]) : all
}

/* What may not be read stands as stars, whatever it is. */
const MASKED = /^\*+$/
/** One answer as people read it; empty when there is nothing to be read in it (files, points). */
export function answerText(f: Field | undefined, v: unknown, names: Names = {}): string {
  if (v === null || v === undefined || v === '') return ''
  if (Array.isArray(v))
    return v
      .map((x) => answerText(f, x, names))
      .filter(Boolean)
      .join(lang.value === 'zh' ? '、' : ', ')
  if (typeof v === 'boolean') return v ? t('form.yes') : t('form.no')
  if (f?.kind === 'unit_marks' && typeof v === 'object') {
    const { unit, mark, words } = v as { unit: string; mark: number; words?: string }
    return [names[unit] ?? '', t('line.mark', { mark }), words ?? ''].filter(Boolean).join(' ')
  }
  if (f?.kind === 'each_party' && typeof v === 'object') {
    const { party, yes } = v as { party: string; yes: boolean }
    return [names[party] ?? '', t(yes ? 'party.agrees' : 'party.refuses')].filter(Boolean).join(' ')
  }
  if (f?.kind === 'vote' && typeof v === 'object') {
    const { says } = v as { says?: Record<string, string> }
    return daysIn(says?.[lang.value] ?? '')
  }
  if (typeof v === 'object') return ''
  const s = String(v)
  if (MASKED.test(s)) return s
  switch (f?.kind) {
    case 'choice':
    case 'choices':
      return f.choices.find((c) => c.code === s)?.title ?? s
    case 'org':
    case 'orgs':
    case 'place':
    case 'parties':
      return names[s] ?? ''
    case 'photos':
    case 'files':
    case 'case':
    case 'point':
      return ''
    case 'time':
      return when(s)
    case 'date':
      return dayOf(s)
    default:
      return s
  }
}

function answersOf(form: Record<string, unknown> | undefined, fields: Map<string, Field>, names: Names) {
  const says: string[] = []
  const facts: Line['facts'] = []
  for (const [name, v] of Object.entries(form ?? {})) {
    const f = fields.get(name)
    const value = answerText(f, v, names)
    if (!value) continue
    if (SAID.has(name)) says.push(value)
    else if (f) facts.push({ title: f.title, value })
  }
  return { says, facts }
}

function moved(d: Data, p: Process | null): { what: string; mark: LineMark } {
  const move = moveTitle(p, d.step, d.move)
  const to = stepTitle(p, d.to)
  const ends = p?.ends.some((e) => e.name === d.to) ?? false
  const mark: LineMark = d.back ? 'back' : ends ? 'end' : 'move'
  if (!move) return { what: to ? t('line.into', { to }) : t('line.moved'), mark }
  if (!to || ends) return { what: move, mark }
  return { what: t(d.back ? 'line.back' : d.up ? 'line.up' : 'line.on', { move, to }), mark }
}

const MARKS: Record<string, LineMark> = {
  closed: 'end',
  late: 'late',
  missed: 'late',
  escalated: 'late',
  card: 'late',
  reopened: 'back',
  unit_ended: 'back',
  unmasked: 'look',
}

/** The tick's colour is for what was solved. */
function markOf(kind: string, d: Data): LineMark {
  if (kind === 'closed' && d.outcome && d.outcome !== 'solved') return 'other'
  return MARKS[kind] ?? 'other'
}

function said(kind: string, d: Data, p: Process | null): string {
  switch (kind) {
    case 'opened':
      return t('line.opened', { how: exists(`channel.${d.channel}`) ? t(`channel.${d.channel}`) : '' })
    case 'closed': {
      const end = stepTitle(p, d.ended_as) || (d.outcome ? t(`outcome.${d.outcome}`) : '')
      return t('line.closed', { end })
    }
    case 'card':
      return t(`line.card_${d.card ?? 'none'}`)
    case 'rescheduled':
      return t('line.rescheduled', { due: d.due ? when(new Date(d.due / 1000).toISOString()) : '' })
    case 'me_too':
      return t(d.anonymous ? 'line.me_too_anonymous' : 'line.me_too')
    case 'split':
      return t('line.split', { n: d.parts ?? 0 })
    case 'document':
      return t(d.is === 'annulled' ? 'line.annulled' : 'line.document', { number: d.number ?? '' })
    case 'reopened':
      return t(d.unit_ended ? 'line.reopened_unit' : 'line.reopened')
    case 'unit_ended':
      return t('line.unit_ended', { name: d.name ?? '' })
    case 'followed':
    case 'took_in':
      return t(`line.${kind}`, { number: d.number ?? '' })
    default:
      return exists(`line.${kind}`) ? t(`line.${kind}`) : t('line.other')
  }
}

/** To whom the move is not told, it says no more than that the case ended, as the next entry does. */
function onlyEnds(e: Entry, p: Process | null): boolean {
  const d = (e.data ?? {}) as Data
  return e.kind === 'case.moved' && !moveTitle(p, d.step, d.move) && !d.form && !d.reason && !d.words && (p?.ends.some((end) => end.name === d.to) ?? false)
}

/** What a case's entries say. What only moves figures about is left out. */
export function timeline(entries: Entry[], p: Process | null, names: Names = {}): Line[] {
  const fields = fieldsOf(p)
  const splits = new Set(entries.filter((e) => e.kind === 'case.split').map((e) => e.at))
  return entries
    .filter((e) => e.kind !== 'case.kept')
    .filter((e, i, all) => !onlyEnds(e, p) || all[i + 1]?.kind !== 'case.closed')
    .map((e) => {
      const d = (e.data ?? {}) as Data
      const kind = e.kind.replace(/^case\./, '')
      const told =
        kind === 'moved' ? moved(d, p) : { what: said(kind, d, p), mark: markOf(kind, d) }
      /* Ended by being split it is, whatever end of its process that is counted as. */
      if (kind === 'closed' && splits.has(e.at)) told.what = t('line.closed_split')
      const { says, facts } = answersOf(kind === 'evaluated' ? d.answers : d.form, fieldsAt(p, d, fields), names)
      if (kind === 'opened') says.length = facts.length = 0 // the case itself shows them
      for (const own of [d.words, d.reason])
        if (own && !(kind === 'resumed')) says.push(own)
      if (kind === 'unmasked' && d.fields) {
        const titles = d.fields.map((n) => fields.get(n)?.title).filter((x): x is string => !!x)
        if (titles.length) facts.push({ title: t('line.fields'), value: titles.join(lang.value === 'zh' ? '、' : ', ') })
      }
      return { id: e.id, at: e.at, who: e.who ?? '', what: told.what, says, facts, mark: told.mark }
    })
}

const known: Names = {}
/** Names of the units and places that entries speak of, asked for once. */
export async function namesIn(entries: Entry[], p: Process | null): Promise<Names> {
  const fields = fieldsOf(p)
  const want = new Map<string, 'orgs' | 'places'>()
  for (const e of entries) {
    const form = ((e.data ?? {}) as Data).form ?? {}
    for (const [name, v] of Object.entries(form)) {
      const kind = fields.get(name)?.kind
      if (kind === 'unit_marks' && Array.isArray(v))
        for (const m of v as { unit: string }[]) if (!known[m.unit]) want.set(m.unit, 'orgs')
      const of = kind === 'org' || kind === 'orgs' ? 'orgs' : kind === 'place' ? 'places' : null
      if (of) for (const id of Array.isArray(v) ? v : [v]) if (!known[String(id)]) want.set(String(id), of)
    }
  }
  await Promise.all([...want].map(([id, of]) => nameOf(of, id)))
  return known
}

/** The name of one unit or place; empty when it may not be known. */
export async function nameOf(of: 'orgs' | 'places', id: string): Promise<string> {
  if (known[id]) return known[id]
  if (!id || MASKED.test(id)) return ''
  const params = { params: { path: { id } } }
  const name =
    of === 'orgs'
      ? await got(api.GET('/api/v1/orgs/{id}', params)).then((o) => o.org.name).catch(() => '')
      : await got(api.GET('/api/v1/places/{id}', params)).then((o) => o.place.name).catch(() => '')
  if (name) known[id] = name
  return name
}
