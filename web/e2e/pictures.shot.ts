/* Not a test: the README's pictures, of a demo in which work was simulated (scripts/screenshots). */
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { it } from 'vitest'
import { PHONE, photo, useServer } from './windows'

const out = resolve(__dirname, '../../docs/pictures')

/** Of the grids' workers the one with most to do. */
async function busiest(origin: string, password: string): Promise<string> {
  let most = ['worker1', -1] as [string, number]
  for (let n = 1; n <= 30; n++) {
    const login = `worker${n}`
    const headers = { 'content-type': 'application/json' }
    const signed = await fetch(`${origin}/api/v1/session`, { method: 'POST', headers, body: JSON.stringify({ login, password }) })
    if (!signed.ok) continue
    const cookie = signed.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
    const told = (await (await fetch(`${origin}/api/v1/my/tasks?limit=100`, { headers: { cookie } })).json()) as { items: unknown[] }
    if (told.items.length > most[1]) most = [login, told.items.length]
  }
  return most[0]
}

const server = useServer({ data: 'lived' })

it('pictures', async () => {
  mkdirSync(out, { recursive: true })
  const { origin, password } = server
  const resident = await server.window(PHONE)
  const r = resident.page
  await r.goto(`${origin}/#/report`)
  await r.getByText(/属于/).waitFor()
  await r.getByLabel('拍照').setInputFiles(await photo(r, '楼道灯不亮'))
  await r.getByLabel('什么事').fill('三号楼二单元楼道灯不亮，晚上看不清台阶')
  await r.getByRole('radio', { name: '楼道设施', exact: true, checked: true }).waitFor()
  await resident.settle()
  await r.evaluate(() => scrollTo(0, 0))
  await r.screenshot({ path: `${out}/report.png` })

  const worker = await server.phone(await busiest(origin, password))
  await worker.page.goto(`${origin}/#/today`)
  await worker.settle()
  await worker.page.screenshot({ path: `${out}/day.png` })

  const office = await server.office('clerk1', { viewport: { width: 1280, height: 800 } })
  const o = office.page
  await o.goto(`${origin}/office#/todo`)
  await o.getByRole('listitem').first().getByRole('button').first().click()
  await office.settle()
  await o.screenshot({ path: `${out}/case.png` })

  const figures = await server.office('secretary', { viewport: { width: 1280, height: 800 } })
  await figures.page.goto(`${origin}/office#/figures`)
  await figures.settle()
  await figures.page.screenshot({ path: `${out}/figures.png` })
})
