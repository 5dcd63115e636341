/* A table as Excel opens it by a double click: with the mark that says UTF-8. */
export type Cell = string | number | undefined

function cell(v: Cell): string {
  if (v === undefined) return ''
  if (typeof v === 'number') return String(v)
  const calm = /^[=+\-@\t\r]/.test(v) ? `'${v}` : v // else Excel would compute what somebody typed in
  return /[",\n\r]/.test(calm) ? `"${calm.replace(/"/g, '""')}"` : calm
}

export function csvOf(rows: Cell[][]): string {
  return '\ufeff' + rows.map((r) => r.map(cell).join(',')).join('\r\n') + '\r\n'
}

export function saveCsv(name: string, rows: Cell[][]) {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }))
  const a = document.createElement('a')
  a.href = url
  a.download = `${name.replace(/[\\/:*?"<>|\s]+/g, '-')}.csv`
  a.click()
  window.setTimeout(() => URL.revokeObjectURL(url), 10000)
}
