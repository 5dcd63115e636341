/* The calls of imports in the background, by what the rows of the file are. */
import { api, got, type Schemas } from '../../shared/api/client'
import { untouched } from './files'

export type JobKind = 'cases' | 'places' | 'orgs'
type View = Schemas['job_view']
interface Calls {
  list: () => Promise<{ items: View[] }>
  one: (id: string) => Promise<View>
  begin: (file: File, query: object, dry: boolean) => Promise<View>
  back: (id: string) => Promise<unknown>
}
const of = (id: string) => ({ params: { path: { id } } })
const raw = (file: File) => ({ body: file as never, ...untouched })

export const jobCalls: Record<JobKind, Calls> = {
  cases: {
    list: () => got(api.GET('/api/v1/imports/cases/jobs')),
    one: (id) => got(api.GET('/api/v1/imports/cases/jobs/{id}', of(id))),
    begin: (file, query, dry) =>
      got(
        api.POST('/api/v1/imports/cases/jobs', {
          params: { query: { channel: 'hotline', file: file.name, dry_run: dry, ...query } },
          ...raw(file),
        }),
      ),
    back: (id) => got(api.GET('/api/v1/imports/cases/jobs/{id}/refused', { ...of(id), parseAs: 'blob' })),
  },
  places: {
    list: () => got(api.GET('/api/v1/imports/places/jobs')),
    one: (id) => got(api.GET('/api/v1/imports/places/jobs/{id}', of(id))),
    begin: (file, query, dry) => {
      const what = { params: { query: { file: file.name, ...query } }, ...raw(file) }
      return dry ? got(api.POST('/api/v1/imports/places/checks', what)) : got(api.POST('/api/v1/imports/places/jobs', what))
    },
    back: (id) => got(api.GET('/api/v1/imports/places/jobs/{id}/refused', { ...of(id), parseAs: 'blob' })),
  },
  orgs: {
    list: () => got(api.GET('/api/v1/imports/orgs/jobs')),
    one: (id) => got(api.GET('/api/v1/imports/orgs/jobs/{id}', of(id))),
    begin: (file, query, dry) =>
      got(
        api.POST('/api/v1/imports/orgs/jobs', {
          params: { query: { file: file.name, dry_run: dry, ...query } },
          ...raw(file),
        }),
      ),
    back: (id) => got(api.GET('/api/v1/imports/orgs/jobs/{id}/refused', { ...of(id), parseAs: 'blob' })),
  },
}
