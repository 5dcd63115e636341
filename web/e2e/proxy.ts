/* nginx with the settings that docs/nginx.conf advises, in front of a server. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface Proxy {
  origin: string
  stray: () => string[] // what was asked for beside the path
  stop: () => Promise<void>
}

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((p) => existsSync(p))

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done))
  const { port } = probe.address() as AddressInfo
  await new Promise((done) => probe.close(done))
  return port
}

/** `strip`: nginx cuts the path off; else the server knows it as its base_path. */
export async function proxyAt(target: string, strip: boolean): Promise<Proxy> {
  if (!NGINX) throw new Error('no nginx: scripts/deps check installs it')
  const folder = mkdtempSync(join(tmpdir(), 'linli-nginx-'))
  const port = await freePort()
  const advised = readFileSync(resolve(__dirname, '../../docs/nginx.conf'), 'utf8')
  const location = advised.replace('http://127.0.0.1:8311/', `${new URL(target).origin}${strip ? '/' : ''}`)
  if (location === advised) throw new Error('docs/nginx.conf names another address')
  const stray = join(folder, 'stray')
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log stderr warn;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  log_format asked '$request_uri';
  server {
    listen 127.0.0.1:${port};
    location / { access_log ${stray} asked; return 404; }
${location}
  }
}
`,
  )
  const child = spawn(NGINX, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (b: Buffer) => (said += b.toString()))
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const origin = `http://127.0.0.1:${port}/linli`
  for (;;) {
    if (await fetch(`${origin}/plain`).catch(() => null)) break
    if (child.exitCode !== null) throw new Error(`nginx does not start: ${said}`)
    await new Promise((done) => setTimeout(done, 20))
  }
  return {
    origin,
    stray: () => (existsSync(stray) ? readFileSync(stray, 'utf8').split('\n').filter(Boolean) : []),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
