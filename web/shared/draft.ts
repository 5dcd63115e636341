/* A report that is being written, photos too; it survives reload and a phone that dies. */
import type { Answers } from './forms'
import { plain, store, type Draft } from './store'

export async function readDraft(key: string): Promise<Draft | undefined> {
  return (await store()).get('drafts', key).catch(() => undefined)
}
export async function writeDraft(key: string, photos: Blob[], fields: Answers) {
  await (await store()).put('drafts', plain({ key, photos: [...photos], fields }))
}
export async function dropDraft(key: string) {
  await (await store()).delete('drafts', key)
}
