/* What kinds of places, organisations and posts are called. */
import { shallowRef } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { addTexts } from '../../shared/i18n'
import { topPlace } from '../../shared/map/areas'
import { me } from '../../shared/session'
import { here } from '../here'
import texts from './texts'

addTexts('officeTerritory', texts)
export const scheme = shallowRef<Schemas['scheme_kind'][]>([])
export const names = shallowRef<Schemas['names_view']>()
let asked: Promise<unknown> | undefined

export function loadKinds(): Promise<unknown> {
  asked ??= Promise.all([
    got(api.GET('/api/v1/grid-scheme')).then((d) => (scheme.value = d.items)),
    got(api.GET('/api/v1/practice/names')).then((d) => (names.value = d)),
  ]).catch((e) => {
    asked = undefined
    throw e
  })
  return asked
}
export function kindTitle(kind: string): string {
  return (
    scheme.value.find((k) => k.name === kind)?.title ?? names.value?.orgs.find((o) => o.code === kind)?.title ?? ''
  )
}
/** What the office looks at, else where one holds a post, else the top. */
export async function whereToBegin(): Promise<string | undefined> {
  return here.value ?? me.value?.posts.find((p) => p.place)?.place ?? topPlace()
}
/** The next smaller kinds that lie below a kind: by rank. */
export function kindsBelow(kind: string): Schemas['scheme_kind'][] {
  const rank = scheme.value.find((k) => k.name === kind)?.rank
  return rank === undefined ? [] : scheme.value.filter((k) => k.rank > rank)
}
