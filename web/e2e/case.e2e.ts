/* What is done with a case on its own page: split, merged, unmasked, documents, printed. */
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { DESK, expectNoFaults, photo, useServer, type Window } from './windows'

const server = useServer()

interface Made {
  id: string
  number: string
}
/** Reported by nobody in particular, in the demo's first grid. */
async function reported(page: Page, words: string, more: object = {}): Promise<Made> {
  const told = await page.request.post(`${server.origin}/api/v1/cases`, {
    data: { process: 'demand', class: 'd.01', lon: 100.0012, lat: 38.0015, words, ...more },
  })
  expect(told.status(), await told.text()).toBe(201)
  return (await told.json()) as Made
}
async function office(login: string): Promise<Window> {
  const w = await server.office(login)
  return w
}
async function open(w: Window, id: string) {
  await w.page.goto(`${server.origin}/office#/cases?case=${id}`)
  await w.page.locator('.case-sheet h1').waitFor()
  await w.settle()
}

/** A move that somebody makes elsewhere; gives the version that the case has then. */
async function act(login: string, id: string, move: string, version: number, form: object = {}): Promise<number> {
  const other = await server.browser.newContext()
  const session = await other.request.post(`${server.origin}/api/v1/session`, { data: { login, password: server.password } })
  const { csrf } = (await session.json()) as { csrf: string }
  const told = await other.request.post(`${server.origin}/api/v1/cases/${id}/moves`, {
    data: { move, version, form },
    headers: { 'X-CSRF-Token': csrf },
  })
  expect(told.ok(), await told.text()).toBe(true)
  const { version: now } = (await told.json()) as { version: number }
  await other.close()
  return now
}

it('what was sent back stands in the story, with its reason', async () => {
  const w = await office('clerk1')
  const p = w.page
  const made = await reported(p, '三号楼道里有积水')
  const v = await act('clerk1', made.id, 'accept', 1)
  await act('dispatcher1', made.id, 'back', v, { reason: '没有写明哪个单元' })
  await open(w, made.id)
  const line = p.locator('.line')
  await line.getByText('退回受理，退回“案卷建立”').waitFor()
  await line.getByText('没有写明哪个单元').waitFor()
  expectNoFaults(w)
  await w.close()
})

it('a clerk splits a case: words are asked for under their field, then each part goes its own way', async () => {
  const w = await office('clerk1')
  const p = w.page
  const made = await reported(p, '楼道灯不亮，地下室也漏水')
  await open(w, made.id)
  await p.getByRole('button', { name: '拆分成几件' }).click()
  const form = p.getByRole('dialog', { name: `把 ${made.number} 拆分成几件` })
  await form.getByLabel('什么事').first().fill('三号楼二单元楼道灯不亮')
  await form.getByRole('button', { name: '拆分成几件' }).click()
  const second = form.getByLabel('什么事').nth(1)
  await form.getByText('必填', { exact: true }).last().waitFor()
  await expect.poll(() => second.getAttribute('aria-invalid')).toBe('true')
  await expect.poll(() => second.evaluate((e) => e === document.activeElement)).toBe(true)
  await second.fill('三号楼地下室漏水')
  await form.getByRole('button', { name: '拆分成几件' }).click()
  await p.getByRole('status').filter({ hasText: '已拆分成2件' }).waitFor()
  const children = p.locator('.links li')
  await expect.poll(() => children.count(), { timeout: 20000 }).toBe(2)
  await children.filter({ hasText: '三号楼地下室漏水' }).getByText('案卷建立').waitFor()
  await expect.poll(() => children.first().innerText()).toContain('拆分')
  await children.filter({ hasText: '三号楼地下室漏水' }).getByRole('button').click()
  await p.getByRole('heading', { name: '三号楼地下室漏水' }).waitFor()
  await p.getByRole('heading', { name: '来处' }).waitFor()
  expectNoFaults(w)
  await w.close()
})

it('whoever splits a case that somebody moved meanwhile sees both, and nothing typed is lost', async () => {
  const w = await office('clerk1')
  const p = w.page
  const made = await reported(p, '花坛里有人堆砖头，路灯也坏了')
  await open(w, made.id)
  await p.getByRole('button', { name: '拆分成几件' }).click()
  const form = p.getByRole('dialog', { name: `把 ${made.number} 拆分成几件` })
  await form.getByLabel('什么事').first().fill('花坛里有人堆砖头')
  await form.getByLabel('什么事').nth(1).fill('路灯坏了')
  const { csrf } = (await (await p.request.get(`${server.origin}/api/v1/me`)).json()) as { csrf: string }
  const moved = await p.request.post(`${server.origin}/api/v1/cases/${made.id}/moves`, {
    data: { move: 'accept', version: 1 },
    headers: { 'X-CSRF-Token': csrf },
  })
  expect(moved.status(), await moved.text()).toBe(200)
  await form.getByRole('button', { name: '拆分成几件' }).click()
  const both = form.getByRole('alert')
  await both.getByText('您填写的内容还在，请看一遍再提交').waitFor()
  await both.getByRole('region', { name: '您打开时' }).getByText('案卷建立').waitFor()
  await both.getByRole('region', { name: '现在' }).getByText('任务派遣').first().waitFor()
  await both.getByRole('region', { name: '现在' }).getByText('受理员1').waitFor()
  await form.getByRole('button', { name: '拆分成几件' }).click()
  await p.getByRole('status').filter({ hasText: '已拆分成2件' }).waitFor()
  expect(w.faults.filter((f) => !/status of 409/.test(f))).toEqual([])
  await w.close()
})

it('a case that is reported twice is shown as such and merged into the first', async () => {
  const w = await office('clerk1')
  const p = w.page
  const one = await reported(p, '菜市场门口下水道堵了污水横流')
  const two = await reported(p, '菜市场门口的下水道堵了，污水横流没人管')
  await open(w, two.id)
  const same = p.locator('.same li').filter({ hasText: one.number })
  await same.waitFor()
  await same.getByRole('button', { name: '并入这一件' }).click()
  const form = p.locator('footer form')
  await form.getByText(one.number).waitFor()
  await form.getByRole('button', { name: '并案' }).click()
  await p.locator('.stands').getByText('已并入其他事项').waitFor()
  await w.settle()
  const told = await p.request.get(`${server.origin}/api/v1/cases/${two.id}`)
  expect(((await told.json()) as { merged: string; outcome: string }).merged).toBe(one.id)
  await p.locator('.links li').filter({ hasText: one.number }).getByRole('button').click()
  await p.getByRole('heading', { name: '由此产生的事项' }).or(p.getByRole('heading', { name: '来处' })).first().waitFor()
  expectNoFaults(w)
  await w.close()
})

it('its place stands there in words, on a map with the neighbours, and photos open large by keyboard', async () => {
  const w = await office('clerk1')
  const p = w.page
  const body = await photo(p, 'before')
  const sent = await p.request.post(`${server.origin}/api/v1/files`, { multipart: { files: body } })
  const file = ((await sent.json()) as { items: { id: string }[] }).items[0]!.id
  const made = await reported(p, '健身角的长椅断了', { form: { photos: [file] } })
  await open(w, made.id)
  const where = p.locator('.where')
  await where.getByText(/示范社区 › /).waitFor()
  await where.getByText(/相邻：五级网格/).waitFor()
  await where.locator('canvas').first().waitFor()
  const small = p.getByRole('button', { name: '放大看处理前 第1张照片' })
  await small.focus()
  await p.keyboard.press('Enter')
  await p.locator('.el-image-viewer__wrapper').waitFor()
  await p.keyboard.press('Escape')
  await p.locator('.el-image-viewer__wrapper').waitFor({ state: 'detached' })
  await expect.poll(() => small.evaluate((e) => e === document.activeElement)).toBe(true)
  expectNoFaults(w)
  await w.close()
})

it('what is masked is read whole for a reason, and the journal says who read it and why', async () => {
  const w = await office('clerk1')
  const p = w.page
  const made = await reported(p, '独居老人需要上门看望', { form: { name: '张小明', phone: '13800001234' } })
  await open(w, made.id)
  const facts = p.locator('.facts')
  await facts.getByText('张*').waitFor()
  await p.getByRole('button', { name: '查看被遮盖的内容' }).click()
  const form = p.getByRole('dialog', { name: '查看被遮盖的内容' })
  await form.getByRole('button', { name: '查看', exact: true }).click()
  await form.getByText('请写明理由').waitFor()
  await form.getByLabel(/为什么要查看/).fill('联系来电人上门核实')
  await form.getByRole('button', { name: '查看', exact: true }).click()
  await facts.getByText('张小明').waitFor()
  await facts.getByText('13800001234').waitFor()
  await p.getByText('已显示，已留痕').waitFor()
  expectNoFaults(w)
  await w.close()

  const auditor = await server.window(DESK)
  const a = auditor.page.request
  const session = await a.post(`${server.origin}/api/v1/session`, { data: { login: 'audit_admin', password: 'Li-sao-8311x' } })
  expect(session.ok(), await session.text()).toBe(true)
  const told = await a.get(`${server.origin}/api/v1/journal?kind=case.unmasked`)
  const entries = ((await told.json()) as { items: { subject: string; who: string; data: { reason: string; fields: string[] } }[] }).items
  const ours = entries.find((e) => e.subject === made.id)!
  expect(ours.who).toBe('受理员1')
  expect(ours.data.reason).toBe('联系来电人上门核实')
  expect(ours.data.fields.sort()).toEqual(['name', 'phone'])
  const signed = (await (await a.get(`${server.origin}/api/v1/journal?kind=account.signed_in`)).json()) as { items: { who?: string }[] }
  expect(signed.items.map((e) => e.who)).toContain('受理员1')
  await auditor.close()
})

it('a certificate is seen as it will stand before it is made out, then read and printed on one A4', async () => {
  const w = await office('station1')
  const p = w.page
  const place = ((await (await p.request.get(`${server.origin}/api/v1/places/search?q=990101001001010101&match=code`)).json()) as {
    items: { id: string }[]
  }).items[0]!.id
  const asked = await server.browser.newContext()
  const told = await asked.request.post(`${server.origin}/api/v1/cases`, {
    data: { process: 'certificate', class: 'z', place, form: { what: '在本小区居住', use: '子女入学', name: '张小明' } },
  })
  const made = (await told.json()) as Made
  await asked.close()
  const v = await act('station1', made.id, 'take', 1, { basis: '社区证明清单第3项', promised: '2099-01-05' })
  await act('worker1', made.id, 'so', v)

  await open(w, made.id)
  await p.locator('footer').getByRole('button', { name: '开具证明', exact: true }).click()
  await p.getByText('办理后将开具：证明').waitFor()
  await p.getByRole('button', { name: '预览文书' }).click()
  const draft = p.getByRole('dialog', { name: '预览文书' })
  await draft.getByText(/兹证明张小明：在本小区居住/).waitFor()
  await draft.getByRole('button', { name: '继续填写' }).click()
  await draft.waitFor({ state: 'hidden' })
  const none = await p.request.get(`${server.origin}/api/v1/cases/${made.id}/documents`)
  expect(((await none.json()) as { items: unknown[] }).items).toEqual([])
  await p.locator('footer form').getByRole('button', { name: '开具证明', exact: true }).click()
  await p.getByRole('heading', { name: '文书' }).waitFor()
  await p.getByRole('button', { name: /证明 ZM-/ }).click()
  const paper = p.getByRole('dialog', { name: /证明 ZM-/ })
  await paper.getByText(/兹证明张小明/).waitFor()
  const [print] = await Promise.all([p.waitForEvent('popup'), paper.getByRole('link', { name: '打印' }).click()])
  await print.getByText(/盖章处/).waitFor()
  await print.close()
  await p.keyboard.press('Escape')
  await paper.waitFor({ state: 'hidden' })
  await p.getByRole('heading', { name: '开具证明' }).first().waitFor()
  await w.settle()
  const pdf = (await p.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(1)
  expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45]\.\d+ 84[12]\.\d+\]/)
  expectNoFaults(w)
  await w.close()
})
