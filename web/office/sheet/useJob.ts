/* An import in the background: begun here or found again, asked for until it ends. */
import { computed, onMounted, onUnmounted, ref, watch } from 'vue'
import type { Schemas } from '../../shared/api/client'
import { refusedName, save } from './files'
import { jobCalls, type JobKind } from './jobs'
import type { Told } from './RefusedRows.vue'

type View = Schemas['job_view']
/** What all kinds of reports have, and what only some have. */
export interface Report {
  told: Told[]
  unread_sheets: string[]
  unread?: string[]
  rows?: { line: number; outside_number?: string; number: string }[]
  added?: number
  changed?: number
  same?: number
  warnings?: number
}
export type Job = Omit<View, 'report'> & { report?: Report }
const ASK_MS = 500
const ASK_LATER_MS = 5000 // when the network is away

export function useJob(kind: () => JobKind) {
  const job = ref<Job>()
  const recent = ref<Job[]>([])
  let timer = 0
  let gone = false
  const running = computed(() => job.value?.state === 'running')
  const calls = () => jobCalls[kind()]

  async function look() {
    const now = kind()
    const told = await calls().list().catch(() => undefined)
    if (told && now === kind()) recent.value = told.items as Job[]
  }
  async function ask(id: string): Promise<void> {
    window.clearTimeout(timer)
    const now = await calls().one(id).catch(() => undefined)
    if (gone || job.value?.id !== id) return
    if (now) job.value = now as Job
    if (!now || now.state === 'running') timer = window.setTimeout(() => void ask(id), now ? ASK_MS : ASK_LATER_MS)
    else await look()
  }
  async function begin(file: File, query: object, dry: boolean) {
    const made = await calls().begin(file, query, dry)
    job.value = made as Job
    void ask(made.id)
  }
  async function show(id: string) {
    job.value = recent.value.find((j) => j.id === id)
    await ask(id)
  }
  async function refusedFile(of: Job) {
    const data = (await calls().back(of.id)) as Blob
    save(data, refusedName(of.file ?? 'rows', data))
  }
  /** What goes on is shown when one comes back to it. */
  async function find() {
    await look()
    const under = recent.value.find((j) => j.state === 'running')
    if (under && !job.value) await show(under.id)
  }
  onMounted(find)
  watch(kind, () => {
    window.clearTimeout(timer)
    job.value = undefined
    recent.value = []
    void find()
  })
  onUnmounted(() => {
    gone = true
    window.clearTimeout(timer)
  })
  return { job, recent, running, begin, show, refusedFile }
}
