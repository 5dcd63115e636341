/* Every page that a face's router knows, with something to show on each. */
import type { Page } from 'playwright-core'
import type { Served } from './server'

export interface Known {
  case: string // its id
  code: string // of a report without an account
  place: string
  org: string
  account: string
  notice: string
  process: string
}

async function first(page: Page, origin: string, path: string): Promise<Record<string, string>> {
  const told = (await (await page.request.get(`${origin}/api/v1${path}`)).json()) as { items?: Record<string, string>[] }
  return told.items?.[0] ?? {}
}

/** What the pages' parameters may be: the newest of each that a secretary sees. */
export async function knownThings(page: Page, server: Pick<Served, 'origin' | 'password'>): Promise<Known> {
  const { origin, password } = server
  const made = await page.request.post(`${origin}/api/v1/cases`, {
    data: { process: 'demand', class: 'd.01', lon: 100.0012, lat: 38.0015, words: '三号楼二单元楼道灯不亮' },
  })
  const { code } = (await made.json()) as { code: string }
  await page.request.post(`${origin}/api/v1/session`, { data: { login: 'secretary', password } })
  const [one, place, org, account, notice] = await Promise.all([
    first(page, origin, '/cases'),
    first(page, origin, `/places/search?q=${encodeURIComponent('示范社区')}`),
    first(page, origin, `/orgs/search?q=${encodeURIComponent('示范')}`),
    first(page, origin, '/accounts'),
    first(page, origin, '/notices'),
  ])
  return {
    case: one.id ?? '',
    code,
    place: place.id ?? '',
    org: org.id ?? '',
    account: account.id ?? '',
    notice: notice.id ?? '',
    process: 'demand',
  }
}

/** The paths of the router that runs in the page. */
export async function pathsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    interface Mounted extends Element {
      __vue_app__?: { config: { globalProperties: { $router?: { getRoutes(): { path: string; redirect?: unknown }[] } } } }
    }
    const app = (document.querySelector('#app') as Mounted | null)?.__vue_app__
    const routes = app?.config.globalProperties.$router?.getRoutes() ?? []
    return [...new Set(routes.filter((r) => !r.redirect && !r.path.includes('*')).map((r) => r.path))]
  })
}

const BY_NAME: Record<string, keyof Known> = {
  id: 'case',
  case: 'case',
  code: 'code',
  place: 'place',
  org: 'org',
  account: 'account',
  notice: 'notice',
  process: 'process',
  name: 'process',
}

/** A path with its parameters filled in; a new kind of parameter must be made known here. */
export function filled(path: string, known: Known): string {
  return path.replace(/:(\w+)(\([^)]*\))?[?*+]?/g, (whole, name: string) => {
    const key = /^\/places?\b/.test(path) && name === 'id' ? 'place' : BY_NAME[name]
    if (!key) throw new Error(`${path}: what ${whole} may be is not known to web/e2e/pages.ts`)
    return known[key]
  })
}
