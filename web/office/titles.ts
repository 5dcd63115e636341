/* Titles of what rows name by code, asked for once and filled in as they come. */
import { reactive } from 'vue'
import { epoch } from '../shared/api/client'
import { classes, processOf } from '../shared/processes'

const titles = reactive<Record<string, string>>({})
const asked = new Set<string>()

function once(key: string, ask: (key: string) => Promise<void>): string {
  if (!asked.has(key)) {
    asked.add(key)
    ask(key).catch(() => asked.delete(key))
  }
  return titles[key] ?? ''
}
export function processTitle(name: string): string {
  return once(`p${epoch.value}.${name}`, async (key) => {
    titles[key] = (await processOf(name)).title
  })
}
export function stepOf(process: string, step: string): string {
  return once(`s${epoch.value}.${process}.${step}`, async (key) => {
    const found = (await processOf(process)).steps.find((s) => s.name === step)
    titles[key] = found?.title ?? ''
  })
}
export function classTitle(code: string | undefined): string {
  if (!code) return ''
  return once(`c${epoch.value}.${code}`, async (key) => {
    titles[key] = (await classes()).find((c) => c.code === code)?.title ?? ''
  })
}
