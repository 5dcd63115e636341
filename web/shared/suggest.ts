/*
 * Classes for what somebody writes. The server ranks them by their own words
 * and by what like reports were filed as; without network the classes' own
 * words, which are kept, must do.
 */
import { ref, watch } from 'vue'
import { api, got, type Schemas } from './api/client'
import type { Point } from './position'

type Class = Schemas['class_item']
export interface Suggested {
  code: string
  title: string
}
const LEAST = 2 // characters
const MOST = 4
const PAUSE_MS = 300

/* What two people type differently: case, width, spaces, signs. */
const plain = (s: string) => s.normalize('NFKC').toLowerCase().replace(/[^\p{Script=Han}a-z0-9]/gu, '')

/** By the classes' own words alone; the narrower of two first. */
export function suggestedByWords(text: string, classes: Class[]): Suggested[] {
  const whole = plain(text)
  if (whole.length < LEAST) return []
  return classes
    .filter((c) => (c.process || c.stop) && [c.title, ...(c.also ?? '').split(' ')].some((w) => w && whole.includes(plain(w))))
    .sort((a, b) => b.code.length - a.code.length)
    .slice(0, MOST)
    .map(({ code, title }) => ({ code, title }))
}

export function useSuggested(
  about: () => { text: string; point: Point | null; place?: string },
  classes: () => Class[],
) {
  const suggested = ref<Suggested[]>([])
  let timer = 0
  let asked = Promise.resolve()
  async function ask() {
    const { text, point, place } = about()
    const query = { text: text.trim(), ...(place ? { place } : point) }
    if (query.text.length < LEAST) return void (suggested.value = [])
    const told = await got(api.GET('/api/v1/practice/classes/suggest', { params: { query } })).catch(() => null)
    if (about().text.trim() !== query.text) return // typed on meanwhile
    const titles = new Map(classes().map((c) => [c.code, c.title])) // told apart where two have the same
    suggested.value = told
      ? told.items.flatMap(({ code }) => (titles.has(code) ? [{ code, title: titles.get(code)! }] : [])).slice(0, MOST)
      : suggestedByWords(query.text, classes())
  }
  watch(
    () => [about().text, about().point, about().place, classes()],
    () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(now, PAUSE_MS)
    },
  )
  function now() {
    window.clearTimeout(timer)
    timer = 0
    asked = ask()
  }
  /** Whoever sends without a pause gets what the last words suggest. */
  async function settled() {
    if (timer) now()
    await asked
  }
  return { suggested, settled }
}

export interface Example {
  word: string
  code: string
}
/** What people say in everyday words, and of which class it is; a few of each broad class, in turn. */
export function examplesOf(classes: Class[], own: boolean, most: number): Example[] {
  const tops = new Map<string, Class[]>()
  for (const c of classes) {
    const top = c.code.split('.')[0]!
    if (c.above) tops.set(top, [...(tops.get(top) ?? []), c])
  }
  const words = (c: Class) => (own ? (c.also ?? '').split(' ').filter(Boolean) : [c.title])
  const rows = [...tops.values()].map((row) => row.filter((c) => words(c).length))
  const all: Example[] = []
  for (let i = 0; rows.some((r) => i < r.length); i++)
    for (const row of rows) {
      const word = row[i] && words(row[i]!)[0]!
      if (word && !all.some((e) => e.word === word)) all.push({ word, code: row[i]!.code })
    }
  return all.slice(0, most)
}
