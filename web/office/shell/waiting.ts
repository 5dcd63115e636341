/* What waits: tasks, exports to be decided, messages unread. Asked for every minute while somebody looks. */
import { onBeforeUnmount, onMounted, ref, watch } from 'vue'
import { api, got, type Schemas } from '../../shared/api/client'
import { can, me } from '../../shared/session'

const EVERY = 60000
const MESSAGES = 30

export const waiting = ref<{ tasks: number; exports: number }>({ tasks: 0, exports: 0 })
export const messages = ref<Schemas['message'][]>([])
export const unread = ref(0)

export async function askMessages() {
  const told = await got(api.GET('/api/v1/messages', { params: { query: { limit: MESSAGES } } }))
  messages.value = told.items
  unread.value = (told as { unread?: number }).unread ?? told.items.filter((m) => !m.read_at).length
}
async function askTasks() {
  const told = await got(api.GET('/api/v1/my/tasks/counts', { params: { query: {} } }))
  waiting.value.tasks = Object.values(told).reduce((sum: number, n) => sum + Number(n), 0)
}
export async function askExports() {
  const told = await got(api.GET('/api/v1/exports', { params: { query: { state: 'waiting', limit: 100 } } }))
  waiting.value.exports = told.items.filter((x) => x.deciding).length
}
/** What cannot be told now stays as it was: a number beside a word is worth no alarm. */
async function ask() {
  if (!me.value || me.value.must_change || me.value.must_enrol) return
  const asked = [askMessages()]
  if (me.value.role === 'none') asked.push(askTasks())
  if (can('export.approve')) asked.push(askExports())
  await Promise.allSettled(asked)
}

export function useWaiting() {
  let timer = 0
  function beat() {
    window.clearTimeout(timer)
    if (document.visibilityState === 'visible') void ask()
    timer = window.setTimeout(beat, EVERY)
  }
  watch(() => me.value?.account, (now) => {
    waiting.value = { tasks: 0, exports: 0 }
    messages.value = []
    unread.value = 0
    if (now) beat()
  })
  onMounted(() => {
    beat()
    document.addEventListener('visibilitychange', beat)
  })
  onBeforeUnmount(() => {
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', beat)
  })
}
