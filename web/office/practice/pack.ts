/* What of a folder or an archive belongs to packs, named as the server takes it: PACK/PATH. */
import { openArchive } from './archive'

export interface Part {
  name: string
  file: Blob
}
const BELONGS = /\.(ya?ml|csv)$/
const plain = (name: string) => !name.split('/').some((x) => !x || x.startsWith('.'))

/** A folder's files carry their way below it; a single one that carries none is taken for an archive. */
export async function partsOf(files: File[]): Promise<Part[]> {
  const all: Part[] = []
  for (const f of files) {
    const name = (f.webkitRelativePath || f.name).replace(/^\.?\//, '')
    if (name.includes('/')) all.push({ name, file: f })
    else if (/\.(tar|tgz|tar\.gz|zip)$/i.test(name)) all.push(...(await openArchive(f)))
  }
  return [...new Map(all.filter((p) => BELONGS.test(p.name) && plain(p.name)).map((p) => [p.name, p])).values()]
    .filter((p) => p.name.includes('/'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
/** The packs that they are of: what is named by a pack.yaml. */
export function packsIn(parts: Part[]): string[] {
  return parts.filter((p) => /^[^/]+\/pack\.ya?ml$/.test(p.name)).map((p) => p.name.split('/')[0]!)
}
