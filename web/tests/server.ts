/* A server for the outbox: cases with versions and timelines, files, a network that fails when told. */
import { File } from 'node:buffer'

export interface Call {
  path: string
  method: string
  body?: Record<string, unknown>
}
type Fault = 'none' | 'down' | 'lost' | 'busy'

export class FakeServer {
  calls: Call[] = []
  filed = new Map<string, string>() // token: id
  files = 0
  version = 7
  line = [{ id: '100', kind: 'case.opened', account: '1', data: {} }] as {
    id: string
    kind: string
    account: string
    data: Record<string, unknown>
  }[]
  refuse?: { status: number; code: string; message: string; fields: { path: string; message: string }[] }
  faults: Record<string, Fault[]> = {} // by the end of the path, in turn

  private answer(status: number, data: unknown) {
    return new Response(JSON.stringify(data), {
      status,
      headers: { 'Content-Type': 'application/json' },
    })
  }
  /** A move that somebody makes elsewhere. */
  moved(account: string, move: string) {
    this.version++
    this.line.push({ id: String(100 + this.line.length), kind: 'case.moved', account, data: { move } })
  }

  fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const last = url.pathname.split('/').pop()!
    const fault = this.faults[last]?.shift() ?? 'none'
    if (fault === 'down') throw new TypeError('no network')
    if (fault === 'busy') return this.answer(503, { code: 'busy', message: 'busy', fields: [] })
    const json = request.headers.get('content-type')?.includes('json')
    const body = json ? ((await request.json()) as Record<string, unknown>) : undefined
    this.calls.push({ path: url.pathname, method: request.method, body })
    const told = this.act(last, request.method, body, url)
    if (fault === 'lost') throw new TypeError('connection reset')
    return told
  }

  private act(last: string, method: string, body: Record<string, unknown> | undefined, url: URL) {
    if (last === 'files') return this.answer(200, { items: [{ id: `f${++this.files}` }] })
    if (last === 'timeline') {
      const from = Number(url.searchParams.get('before') ?? 0)
      return this.answer(200, { items: this.line.filter((e) => Number(e.id) > from) })
    }
    if (method === 'POST' && this.refuse) return this.answer(this.refuse.status, this.refuse)
    if (last === 'cases') {
      const token = String(body?.client_token)
      const had = this.filed.get(token)
      if (!had) this.filed.set(token, String(this.filed.size + 1))
      return this.answer(200, { id: this.filed.get(token), number: 'SQ1', code: 'ABCD', again: !!had })
    }
    if (last === 'moves') {
      if (body?.version !== this.version)
        return this.answer(409, { code: 'conflict', message: 'changed', fields: [] })
      this.moved('1', String(body?.move))
      return this.answer(200, { version: this.version })
    }
    return this.answer(404, { code: 'none', message: 'none', fields: [] })
  }

  count(last: string): number {
    return this.calls.filter((c) => c.path.endsWith(`/${last}`)).length
  }
}

export function photo(name: string): Blob {
  return new File(['x'.repeat(10)], name, { type: 'image/jpeg' }) as unknown as Blob
}
