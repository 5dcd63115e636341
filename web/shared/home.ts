/* The grid that somebody calls theirs: chosen once, kept on the phone, told to nobody. */
import { computed, ref, watch } from 'vue'
import { api, got, isRefused, type Schemas } from './api/client'
import { me } from './session'

export interface Home {
  id: string
  name: string
}
const KEY = 'linli.home'
const chosen = ref<Home | null>(JSON.parse(localStorage.getItem(KEY) ?? 'null') as Home | null)

export function setHome(h: Home | null) {
  chosen.value = h
  if (h) localStorage.setItem(KEY, JSON.stringify(h))
  else localStorage.removeItem(KEY)
}
/** Places from the wide to the narrow: a name that begins with the one above says that one, too. */
export function lineOf(names: string[]): string {
  return names.filter((n, i) => !names[i + 1]?.startsWith(n)).join(' ')
}
/** Chosen, else where one holds a post. */
export const home = computed<Home | null>(() => {
  const post = me.value?.posts.find((p) => p.place)
  return chosen.value ?? (post?.place ? { id: post.place, name: post.there } : null)
})

/** The public board of a place; the last one that was seen where there is no network. */
export async function boardOf(place: string): Promise<Schemas['board']> {
  const key = `linli.board.${place}`
  try {
    const board = await got(api.GET('/api/v1/places/{id}/board', { params: { path: { id: place } } }))
    localStorage.setItem(key, JSON.stringify(board))
    return board
  } catch (e) {
    const kept = localStorage.getItem(key)
    if (isRefused(e) && e.offline && kept) return JSON.parse(kept) as Schemas['board']
    throw e
  }
}

/** Who to call: the head whose telephone is on the board, else anybody's there. */
export const head = ref<Schemas['board_person'] | null>(null)
watch(
  () => home.value?.id,
  async (id) => {
    head.value = null
    const people = id ? ((await boardOf(id).catch(() => null))?.people ?? []) : []
    if (home.value?.id === id)
      head.value = people.find((p) => p.head && p.phone) ?? people.find((p) => p.phone) ?? people.find((p) => p.head) ?? null
  },
  { immediate: true },
)
