/* Excel workbooks as a person has them: looked into, filled in, without the program's own code. */
import { inflateRawSync } from 'node:zlib'

type Parts = Map<string, Buffer>

export function unzip(file: Buffer): Parts {
  const parts: Parts = new Map()
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = file.readUInt32LE(end + 16)
  for (let n = file.readUInt16LE(end + 10); n > 0; n--) {
    const [packed, name, extra, words] = [20, 28, 30, 32].map((o, i) =>
      i === 0 ? file.readUInt32LE(at + o) : file.readUInt16LE(at + o),
    ) as [number, number, number, number]
    const head = file.readUInt32LE(at + 42)
    const from = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28)
    const data = file.subarray(from, from + packed)
    parts.set(file.toString('utf8', at + 46, at + 46 + name), file.readUInt16LE(at + 10) ? inflateRawSync(data) : data)
    at += 46 + name + extra + words
  }
  return parts
}

function crc32(data: Buffer): number {
  let c = ~0
  for (const byte of data) {
    c ^= byte
    for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (0xedb88320 & -(c & 1))
  }
  return ~c >>> 0
}

/** Nothing is compressed. */
function zip(parts: Parts): Buffer {
  const bodies: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, data] of parts) {
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    const body = [Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data]
    bodies.push(...body)
    list.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, Buffer.from(name))
    at += body.reduce((n, b) => n + b.length, 0)
  }
  const all = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(all.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, all, end])
}

const SHEET = 'xl/worksheets/sheet1.xml'
const plain = (xml: string) =>
  xml.replace(/<[^>]+>/g, '').replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
const escaped = (s: string) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const letter = (n: number) => String.fromCharCode(65 + n) // columns up to Z

/** The cells of the first sheet. */
export function rowsOf(file: Buffer): string[][] {
  const parts = unzip(file)
  const shared = [...(parts.get('xl/sharedStrings.xml')?.toString() ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((m) => plain(m[1]!))
  return [...parts.get(SHEET)!.toString().matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map((row) => {
    const cells: string[] = []
    for (const [, where, how, inner] of row[1]!.matchAll(/<c r="([A-Z])\d+"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      const said = plain(inner ?? '')
      cells[where!.charCodeAt(0) - 65] = /t="s"/.test(how!) ? shared[Number(said)]! : said
    }
    return Array.from(cells, (c) => c ?? '')
  })
}

/** The same workbook with these rows below the headings, as typed in. */
export function filled(file: Buffer, rows: string[][]): Buffer {
  const parts = unzip(file)
  const xml = rows.map((cells, i) => {
    const inner = cells.map((c, n) => `<c r="${letter(n)}${i + 2}" t="inlineStr"><is><t>${escaped(c)}</t></is></c>`)
    return `<row r="${i + 2}">${inner.join('')}</row>`
  })
  const head = parts.get(SHEET)!.toString().replace(/(<row r="1"[^>]*>.*?<\/row>).*<\/sheetData>/s, '$1</sheetData>')
  parts.set(SHEET, Buffer.from(head.replace('</sheetData>', `${xml.join('')}</sheetData>`)))
  return zip(parts)
}
