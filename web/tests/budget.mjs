/* What a face loads before anything is shown, gzipped, against its budget. Run after the build. */
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const out = join(dirname(fileURLToPath(import.meta.url)), '../../build/web')
const KB = 1024
const BUDGETS = { 'index.html': 150 * KB, 'office.html': 450 * KB, 'screen.html': 450 * KB }

function size(name) {
  try {
    return statSync(join(out, name + '.gz')).size
  } catch {
    return statSync(join(out, name)).size
  }
}

let failed = false
for (const [page, most] of Object.entries(BUDGETS)) {
  const html = readFileSync(join(out, page), 'utf8')
  const parts = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map((m) => m[1])
  if (!parts.length) throw new Error(`${page} loads nothing: was it built?`)
  const all = size(page) + [...new Set(parts)].reduce((n, p) => n + size(p), 0)
  const over = all > most
  failed ||= over
  console.log(`${page}: ${(all / KB).toFixed(1)} KB of ${most / KB} KB${over ? ': too much' : ''}`)
}
process.exit(failed ? 1 : 0)
