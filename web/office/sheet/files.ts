/* Files that go to the server as they are, and files that it gives. */
import { api, got } from '../../shared/api/client'

export const FILE_MOST = 16 * 1024 * 1024

/** What a call needs to send a file untouched: text that the browser decoded would no longer be GB18030. */
export const untouched = {
  bodySerializer: (b: unknown) => b as never,
  headers: { 'Content-Type': 'application/octet-stream' },
}

export function save(data: Blob, name: string) {
  const url = URL.createObjectURL(data)
  const a = document.createElement('a')
  a.href = url
  a.download = name.replace(/[\\/:*?"<>|\s]+/g, '-')
  a.click()
  window.setTimeout(() => URL.revokeObjectURL(url), 10000)
}

/** "orders.xlsx" gives "refused-orders.xlsx"; it comes back as what it was. */
export const refusedName = (name: string, back: Blob) =>
  `refused-${name.replace(/\.\w+$/, '')}.${back.type.includes('spreadsheet') ? 'xlsx' : 'csv'}`

export type Cell = string | number | undefined
export interface Table {
  title: string
  notes: string[] // above the headings: where it is from, of which time
  heads: { head: string; number?: boolean }[]
  rows: Cell[][]
}

/** A table as the page shows it, as an Excel workbook. */
export async function saveSheet(t: Table) {
  const body = {
    title: t.title,
    notes: t.notes,
    columns: t.heads.map((h) => ({ head: h.head, ...(h.number ? { kind: 'number' as const } : {}) })),
    rows: t.rows.map((cells) => ({ cells: cells.map((c) => (c === undefined ? '' : String(c))) })),
  }
  const data = await got(api.POST('/api/v1/sheets', { body, parseAs: 'blob' }))
  save(data as unknown as Blob, `${t.title}.xlsx`)
}
