/* Who has no account and finds their matter reported already: joined with one tap, counted once, followed by a code. */
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectNoFaults, PHONE, useServer } from './windows'

const server = useServer()

async function tell(p: Page, words: string) {
  await p.goto(`${server.origin}/#/report`)
  await p.getByText(/属于/).waitFor()
  await p.getByLabel('什么事').fill(words)
  await p.getByRole('radio', { name: '楼道设施', exact: true }).check()
}
const sent = (p: Page) => p.getByRole('button', { name: '提交', exact: true })

it('a neighbour without an account says “me too”, is counted once and follows how it goes on', async () => {
  const first = await server.window(PHONE)
  await tell(first.page, '三号楼二单元楼道灯不亮，我家在五楼')
  await sent(first.page).click()
  await first.page.getByRole('heading', { name: '已收到' }).waitFor()

  const other = await server.window(PHONE)
  const p = other.page
  await tell(p, '三号楼二单元楼道灯不亮')
  const known = p.getByRole('region', { name: '附近可能已有人上报' })
  await known.getByRole('button', { name: '我也遇到' }).press('Enter')
  const code = /查询码 (\w+)/.exec(await known.getByText(/查询码/).innerText())![1]!
  await known.getByText('已记下', { exact: false }).first().waitFor()

  /* Its steps and who has it, and nothing that the other one wrote; also without script. */
  await known.getByRole('link', { name: '查进度' }).click()
  await p.getByRole('heading', { name: '楼道设施' }).waitFor()
  await p.getByText('这里只显示办理进度').waitFor()
  expect(await p.getByRole('main').innerText()).not.toContain('五楼')
  const plain = await (await p.request.get(`${server.origin}/follow/${code}`)).text()
  expect(plain).toContain('这是您附议的事项')
  expect(plain).not.toContain('五楼')

  /* Typed where codes are typed it leads there too; it is among one's own. */
  await p.goto(`${server.origin}/#/mine`)
  await p.getByRole('link', { name: /您附议的事项/ }).waitFor()
  await p.goto(`${server.origin}/#/`)
  await p.getByLabel('用查询码查进度').fill(code.toLowerCase())
  await p.getByRole('button', { name: '查进度' }).click()
  await p.getByText('这里只显示办理进度').waitFor()

  /* Asked again by the same device nothing is offered, and however often it is sent it counts once. */
  await tell(p, '三号楼二单元楼道灯不亮了')
  await known.getByText('已记下').waitFor()
  await known.getByRole('button', { name: '我也遇到' }).waitFor({ state: 'detached' })
  const [kept, token] = await p.evaluate(() => [localStorage.getItem('linli.filed')!, localStorage.getItem('linli.device')!])
  const { id } = (JSON.parse(kept) as { id: string }[])[0]!
  for (let i = 0; i < 3; i++) {
    const again = await p.request.post(`${server.origin}/api/v1/cases/${id}/me-too`, { data: { client_token: token } })
    expect(await again.json()).toMatchObject({ again: true, code })
  }
  const desk = await server.office('clerk1')
  await desk.page.goto(`${server.origin}/office#/cases?case=${id}`)
  await desk.page.getByText('又有人遇到同一件事（未登录）').waitFor()
  expect(await desk.page.getByText('又有人遇到同一件事').count()).toBe(1)

  /* Who reported it themselves is told so. */
  await first.page.goto(`${server.origin}/#/mine`) // from where the form begins anew
  await first.page.getByRole('heading', { level: 1, name: '我的' }).waitFor()
  await tell(first.page, '三号楼二单元楼道灯不亮')
  await first.page.getByRole('region', { name: '附近可能已有人上报' }).getByText('您已上报').waitFor()
  expect(other.faults.filter((f) => !/status of 404.*follow/.test(f))).toEqual([]) // the code is tried as a reporter's
  expectNoFaults(first, desk)
  for (const w of [first, other, desk]) await w.close()
})
