/* The practice in force, asked for once, and again when it is another; kept for when there is no network. */
import { watch } from 'vue'
import { aside } from './i18n'
import { api, epoch, got, isRefused, type Schemas } from './api/client'

async function kept<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const at = `linli.kept.${key}`
  try {
    const fresh = await ask()
    localStorage.setItem(at, JSON.stringify(fresh))
    return fresh
  } catch (e) {
    const old = localStorage.getItem(at)
    if (isRefused(e) && e.offline && old) return JSON.parse(old) as T
    throw e
  }
}

const asked = new Map<string, Promise<unknown>>()
watch(epoch, () => asked.clear(), { flush: 'sync' })
function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  let p = asked.get(key) as Promise<T> | undefined
  if (!p) {
    p = kept(key, ask)
    p.catch(() => asked.delete(key))
    asked.set(key, p)
  }
  return p
}

export function processOf(name: string): Promise<Schemas['process_view']> {
  return once(`process.${name}`, () =>
    got(api.GET('/api/v1/practice/processes/{name}', { params: { path: { name } } })),
  )
}

export function practice(): Promise<Schemas['practice_view']> {
  return once('practice', () => got(api.GET('/api/v1/practice')))
}

export function classes(): Promise<Schemas['class_item'][]> {
  return once('classes', async () => (await got(api.GET('/api/v1/practice/classes'))).items).then(toldApart)
}
/** Where two are called the same, as an event and as a thing that stands there, each says what it is below. */
export function toldApart(all: Schemas['class_item'][]): Schemas['class_item'][] {
  const called = new Map<string, number>()
  for (const c of all) called.set(c.title, (called.get(c.title) ?? 0) + 1)
  return all.map((c) => {
    const above = (called.get(c.title) ?? 0) > 1 && all.find((o) => o.code === c.above)
    return above ? { ...c, title: `${c.title}${aside(above.title)}` } : c
  })
}
