/* The files of a .tar, .tar.gz or .zip, opened by the browser itself. */
import type { Part } from './pack'

const BLOCK = 512
const ZIP_ENTRY = 0x02014b50
const ZIP_END = 0x06054b50
const MOST = 32 << 20 // what the server would refuse is not unpacked either
const words = new TextDecoder()

export class Unreadable extends Error {}

async function through(data: BlobPart, how: 'gzip' | 'deflate-raw'): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream(how)).getReader()
  const parts: Uint8Array<ArrayBuffer>[] = []
  for (let n = 0; ; ) {
    const { done, value } = await reader.read()
    if (done) break
    n += value.length
    if (n > MOST) throw new Unreadable()
    parts.push(value as Uint8Array<ArrayBuffer>)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}

/* Of a name only what stands before the first nought. */
function textAt(b: Uint8Array, at: number, n: number): string {
  const part = b.subarray(at, at + n)
  const end = part.indexOf(0)
  return words.decode(end < 0 ? part : part.subarray(0, end))
}
export function untar(b: Uint8Array<ArrayBuffer>): Part[] {
  const out: Part[] = []
  let long = '' // a long name is said in an entry of its own: GNU's, or that of pax
  for (let at = 0; at + BLOCK <= b.length && b[at]; ) {
    if (textAt(b, at + 257, 5) !== 'ustar') throw new Unreadable()
    const size = parseInt(textAt(b, at + 124, 12).trim() || '0', 8)
    const kind = String.fromCharCode(b[at + 156] ?? 0)
    const body = b.subarray(at + BLOCK, at + BLOCK + size)
    const before = textAt(b, at + 345, 155)
    const name = long || (before && textAt(b, at + 257, 6) === 'ustar' ? `${before}/` : '') + textAt(b, at, 100)
    long = kind === 'L' ? textAt(body, 0, size) : kind === 'x' ? (/\d+ path=([^\n]+)/.exec(words.decode(body))?.[1] ?? '') : ''
    if (kind === '0' || kind === '\0') out.push({ name: name.replace(/^\.\//, ''), file: new Blob([body]) })
    if (!Number.isFinite(size) || size < 0) throw new Unreadable()
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
  }
  return out
}
export async function unzip(b: Uint8Array<ArrayBuffer>): Promise<Part[]> {
  const v = new DataView(b.buffer, b.byteOffset, b.length)
  let end = b.length - 22
  while (end >= 0 && v.getUint32(end, true) !== ZIP_END) end--
  if (end < 0) throw new Unreadable()
  const out: Part[] = []
  let at = v.getUint32(end + 16, true)
  for (let left = v.getUint16(end + 10, true); left; left--) {
    if (v.getUint32(at, true) !== ZIP_ENTRY) throw new Unreadable()
    const [method, packed] = [v.getUint16(at + 10, true), v.getUint32(at + 20, true)]
    const [n, extra, remark] = [v.getUint16(at + 28, true), v.getUint16(at + 30, true), v.getUint16(at + 32, true)]
    const head = v.getUint32(at + 42, true)
    const name = words.decode(b.subarray(at + 46, at + 46 + n))
    const from = head + 30 + v.getUint16(head + 26, true) + v.getUint16(head + 28, true)
    const body = b.subarray(from, from + packed)
    if (!name.endsWith('/')) {
      if (method !== 0 && method !== 8) throw new Unreadable()
      out.push({ name, file: new Blob([method === 8 ? await through(body, 'deflate-raw') : body]) })
    }
    at += 46 + n + extra + remark
  }
  return out
}
export async function openArchive(f: File): Promise<Part[]> {
  try {
    const b = new Uint8Array(await f.arrayBuffer())
    if (/\.zip$/i.test(f.name)) return await unzip(b)
    return untar(/gz$/i.test(f.name) ? await through(b, 'gzip') : b)
  } catch {
    throw new Unreadable(f.name)
  }
}
