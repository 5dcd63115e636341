/* The phone's face with its service worker: opened, reloaded and used where there is no network at all. */
import { expect, it, vi } from 'vitest'
import { expectNoFaults, photo, useServer } from './windows'

const server = useServer()
const WAIT = { timeout: 20000, interval: 100 }

it('can be installed: its manifest names it, its pictures and where it begins', async () => {
  const manifest = (await (await fetch(`${server.origin}/manifest.webmanifest`)).json()) as Record<string, unknown>
  expect(manifest).toMatchObject({ display: 'standalone', start_url: expect.any(String) })
  for (const icon of manifest.icons as { src: string; sizes: string; type: string }[]) {
    const told = await fetch(new URL(icon.src, `${server.origin}/`))
    expect(told.status).toBe(200)
    expect(told.headers.get('content-type')).toContain(icon.type)
  }
})

it('opens, reloads and takes a report in a cellar, and sends it once when there is network', async () => {
  const words = `地下室积水 ${Date.now()}`
  const worker = await server.phone('worker9')
  const w = worker.page
  await w.goto(`${server.origin}/#/today`)
  await w.getByRole('heading', { level: 1 }).waitFor()
  await w.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await w.reload() // under the worker's rule
  await vi.waitFor(async () => expect(await w.evaluate(() => !!navigator.serviceWorker.controller)).toBe(true), WAIT)
  await worker.settle()
  const picture = await photo(w, words)

  await worker.context.setOffline(true)
  await w.reload()
  await w.getByRole('heading', { level: 1 }).waitFor()
  await w.goto(`${server.origin}/#/report`)
  await w.getByLabel('拍照').setInputFiles(picture)
  await w.getByRole('img', { name: '第1张照片' }).waitFor()
  await w.getByLabel('什么事').fill(words)
  await w.getByRole('button', { name: /看全部类别/ }).click()
  await w.getByRole('radio', { name: '安全隐患', exact: true }).check()
  await w.getByRole('button', { name: '提交', exact: true }).click()
  await w.getByRole('link', { name: '1件待提交' }).waitFor()
  await w.reload()
  await w.getByRole('link', { name: '1件待提交' }).waitFor()

  await worker.context.setOffline(false)
  await w.getByRole('link', { name: '1件待提交' }).waitFor({ state: 'detached' })
  const found = async () =>
    ((await (await w.request.get(`${server.origin}/api/v1/cases?q=${encodeURIComponent('地下室积水')}`)).json()) as {
      items: { words: string }[]
    }).items
  await vi.waitFor(async () => expect(await found()).toHaveLength(1), WAIT)
  await w.reload()
  await worker.settle()
  expect(await found()).toHaveLength(1)
  expectNoFaults(worker)
  await worker.close()
})
