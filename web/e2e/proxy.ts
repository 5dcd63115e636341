/* What nginx does when Linli hangs below a path: `location /linli/ { proxy_pass http://…/; }`. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Proxy {
  origin: string
  stray: string[] // what was asked for beside the path
  stop: () => Promise<void>
}

/** `strip`: the path is cut off before the server sees it; else the server knows it as its base_path. */
export async function proxyAt(path: string, target: string, strip: boolean): Promise<Proxy> {
  const stray: string[] = []
  const to = new URL(target)
  const server = createServer((q, a) => {
    const url = q.url ?? '/'
    if (!url.startsWith(`${path}/`)) {
      stray.push(url)
      a.writeHead(404).end()
      return
    }
    const options = {
      host: to.hostname,
      port: to.port,
      method: q.method,
      path: strip ? url.slice(path.length) : url,
      headers: q.headers,
    }
    const there = request(options, (r) => {
      a.writeHead(r.statusCode ?? 502, r.headers)
      r.pipe(a)
    })
    there.on('error', () => a.destroy())
    a.on('close', () => there.destroy())
    q.pipe(there)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    stray,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
