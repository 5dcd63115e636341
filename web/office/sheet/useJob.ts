/* An import in the background: begun here or found again, asked for until it ends. */
import { computed, onMounted, onUnmounted, ref } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { refusedName, save, untouched } from './files'

type View = Schemas['job_view']
export type Job = Omit<View, 'report'> & { report?: Schemas['case_import_report'] }
const ASK_MS = 500
const ASK_LATER_MS = 5000 // when the network is away

export function useJob() {
  const job = ref<Job>()
  const recent = ref<Job[]>([])
  let timer = 0
  let gone = false
  const running = computed(() => job.value?.state === 'running')

  async function look() {
    const told = await got(api.GET('/api/v1/imports/cases/jobs')).catch(() => undefined)
    if (told) recent.value = told.items as Job[]
  }
  async function ask(id: string): Promise<void> {
    window.clearTimeout(timer)
    const now = await got(api.GET('/api/v1/imports/cases/jobs/{id}', { params: { path: { id } } })).catch(() => undefined)
    if (gone || (job.value && job.value.id !== id)) return
    if (now) job.value = now as Job
    if (!now || now.state === 'running') timer = window.setTimeout(() => void ask(id), now ? ASK_MS : ASK_LATER_MS)
    else await look()
  }
  async function begin(file: File, query: object, dry: boolean) {
    const made = await got(
      api.POST('/api/v1/imports/cases/jobs', {
        params: { query: { channel: 'hotline', file: file.name, dry_run: dry, ...query } },
        body: file as never,
        ...untouched,
      }),
    )
    job.value = made as Job
    void ask(made.id)
  }
  async function show(id: string) {
    job.value = recent.value.find((j) => j.id === id)
    await ask(id)
  }
  async function refusedFile(of: Job) {
    const data = (await got(
      api.GET('/api/v1/imports/cases/jobs/{id}/refused', { params: { path: { id: of.id } }, parseAs: 'blob' }),
    )) as unknown as Blob
    save(data, refusedName(of.file ?? 'rows', data))
  }
  onMounted(async () => {
    await look()
    const under = recent.value.find((j) => j.state === 'running')
    if (under && !job.value) await show(under.id)
  })
  onUnmounted(() => {
    gone = true
    window.clearTimeout(timer)
  })
  return { job, recent, running, begin, show, refusedFile }
}
