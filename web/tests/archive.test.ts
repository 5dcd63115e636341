import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openArchive, Unreadable } from '../office/practice/archive'
import { packsIn, partsOf } from '../office/practice/pack'

const LONG = `processes/${'长'.repeat(40)}.yaml`
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-archive-'))
  mkdirSync(join(folder, 'small/processes'), { recursive: true })
  writeFileSync(join(folder, 'small/pack.yaml'), 'pack: small\n')
  writeFileSync(join(folder, 'small', LONG), 'process: long\n'.repeat(100))
  writeFileSync(join(folder, 'small/.hidden.yaml'), '')
  writeFileSync(join(folder, 'small/README.md'), 'not of the practice')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function packed(name: string, ...how: string[]): File {
  execFileSync(how[0]!, how.slice(1), { cwd: folder })
  return new File([readFileSync(join(folder, name))], name)
}
async function read(f: File): Promise<Record<string, string>> {
  const parts = await partsOf([f])
  expect(packsIn(parts)).toEqual(['small'])
  return Object.fromEntries(await Promise.all(parts.map(async (p) => [p.name, await p.file.text()] as const)))
}
const WANTED = { 'small/pack.yaml': 'pack: small\n', [`small/${LONG}`]: 'process: long\n'.repeat(100) }

describe('a pack in an archive', () => {
  it('is read from tar, with long names, and from what gzip made of it', async () => {
    expect(await read(packed('a.tar', 'tar', '--format=gnu', '-cf', 'a.tar', 'small'))).toEqual(WANTED)
    expect(await read(packed('b.tar.gz', 'tar', '--format=pax', '-czf', 'b.tar.gz', './small'))).toEqual(WANTED)
  })
  it('is read from zip', async () => {
    expect(await read(packed('c.zip', 'python3', '-m', 'zipfile', '-c', 'c.zip', 'small'))).toEqual(WANTED)
  })
  it('is refused when it is none', async () => {
    await expect(openArchive(new File(['no archive at all'.repeat(100)], 'x.tar'))).rejects.toBeInstanceOf(Unreadable)
    await expect(openArchive(new File(['nor that'], 'x.zip'))).rejects.toBeInstanceOf(Unreadable)
  })
})
