/* Titles of what rows name by code, asked for once and filled in as they come. */
import { reactive } from 'vue'
import { classes, processOf } from '../../shared/processes'
import { nameOf } from '../../shared/timeline'

const titles = reactive<Record<string, string>>({})
const asked = new Set<string>()

function once(key: string, ask: () => Promise<void>): string {
  if (!asked.has(key)) {
    asked.add(key)
    ask().catch(() => asked.delete(key))
  }
  return titles[key] ?? ''
}
export function processTitle(name: string): string {
  return once(`p.${name}`, async () => {
    titles[`p.${name}`] = (await processOf(name)).title
  })
}
export function stepOf(process: string, step: string): string {
  return once(`s.${process}.${step}`, async () => {
    const found = (await processOf(process)).steps.find((s) => s.name === step)
    titles[`s.${process}.${step}`] = found?.title ?? ''
  })
}
export function classTitle(code: string | undefined): string {
  if (!code) return ''
  return once(`c.${code}`, async () => {
    titles[`c.${code}`] = (await classes()).find((c) => c.code === code)?.title ?? ''
  })
}
export function placeTitle(id: string | undefined): string {
  if (!id) return ''
  return once(`l.${id}`, async () => {
    titles[`l.${id}`] = await nameOf('places', id)
  })
}
export function unitTitle(id: string | undefined): string {
  if (!id) return ''
  return once(`o.${id}`, async () => {
    titles[`o.${id}`] = await nameOf('orgs', id)
  })
}
