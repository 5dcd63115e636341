/* Accounts by those who keep them: found, closed and opened again, given posts and tokens; and by their holders. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectNoFaults, useServer, type Window } from './windows'

const WAIT = { timeout: 20000, interval: 100 }
const server = useServer()
const open = (w: Window, path: string) => w.page.goto(`${server.origin}/office#${path}`)
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') })

describe('accounts are found by the initials of their pinyin', () => {
  it('in their list, and where one is picked, by keys', async () => {
    const sys = await server.office('sys_admin')
    await open(sys, '/admin/accounts')
    await rows(sys.page).nth(5).waitFor()
    await sys.page.getByLabel('姓名、拼音首字母或账号').fill('sly') // 受理员1, 受理员2
    await expect.poll(() => rows(sys.page).count(), WAIT).toBe(2)
    await expect.poll(() => rows(sys.page).first().innerText()).toContain('受理员1')

    const audit = await server.office('audit_admin')
    await open(audit, '/admin/journal')
    await audit.page.getByRole('cell', { name: '系统管理员' }).first().waitFor()
    const who = audit.page.getByRole('combobox', { name: '谁做的' })
    await who.fill('zzzz')
    await audit.page.getByText('没有符合的账号').waitFor()
    await who.fill('SLY')
    await audit.page.getByRole('option', { name: '受理员2' }).waitFor()
    await audit.page.keyboard.press('ArrowDown')
    await audit.page.keyboard.press('Enter')
    await audit.page.getByText('没有这样的记录').waitFor() // that one did nothing yet
    expectNoFaults(sys, audit)
    await Promise.all([sys.close(), audit.close()])
  })
})

const ask = (w: Window, path: string, token: string) =>
  w.page.request.get(`${server.origin}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } })
/** A token made on one's own page, of what its words say and for one place. */
async function tokenOf(w: Window, name: string, cap: string, place?: string): Promise<string> {
  const { page } = w
  await open(w, '/account')
  await page.getByRole('button', { name: '生成令牌' }).click()
  const form = page.getByRole('form', { name: '生成令牌' })
  await form.getByRole('button', { name: '生成令牌' }).click()
  await form.getByText('请至少选一项').waitFor()
  await form.getByLabel('做什么用').fill(name)
  await form.getByRole('checkbox', { name: cap, exact: true }).check()
  if (place) {
    await form.getByLabel(/^只限哪个辖区/).fill(place)
    await form.getByRole('button', { name: place }).first().click()
  }
  await form.getByRole('button', { name: '生成令牌' }).click()
  return page.locator('.once code').innerText()
}
async function account(w: Window, login: string) {
  await open(w, '/admin/accounts')
  await w.page.getByLabel('姓名、拼音首字母或账号').fill(login)
  await expect.poll(() => rows(w.page).count(), WAIT).toBe(1)
  await rows(w.page).getByRole('button').click()
}
const posts = (page: Page) => page.getByRole('region', { name: '岗位' })

describe('an account that is closed', () => {
  it('ends sessions, tokens and posts; its holder is told; opened again it has none of them', async () => {
    const theirs = await server.office('dispatcher1')
    const token = await tokenOf(theirs, '导出到看板', '查看事项')
    expect((await ask(theirs, '/cases?limit=1', token)).status()).toBe(200)
    await open(theirs, '/todo')
    await theirs.settle()

    const sys = await server.office('sys_admin')
    await account(sys, 'dispatcher1')
    await posts(sys.page).getByRole('cell', { name: '派遣员' }).waitFor()
    await sys.page.getByRole('button', { name: '注销账号' }).click()
    await sys.page.getByText(/岗位、登录和令牌同时结束/).waitFor()
    await sys.page.getByRole('button', { name: '注销账号' }).click()
    await sys.page.getByRole('status').filter({ hasText: '已注销' }).waitFor()
    await posts(sys.page).getByText('没有岗位').waitFor()

    expect((await ask(theirs, '/cases?limit=1', token)).status()).toBe(401)
    await theirs.page.getByRole('link', { name: '台账' }).click()
    await theirs.page.getByRole('alert').filter({ hasText: '登录已结束' }).getByRole('link', { name: '重新登录' }).click()
    const signIn = async () => {
      await theirs.page.getByLabel('账号').fill('dispatcher1')
      await theirs.page.getByLabel('密码').fill(server.password)
      await theirs.page.getByRole('main').getByRole('button', { name: '登录' }).click()
    }
    await signIn()
    await theirs.page.getByRole('alert').filter({ hasText: '账号已注销，需要使用请找系统管理员' }).waitFor()

    await sys.page.getByRole('button', { name: '重新启用' }).click()
    await sys.page.getByRole('status').filter({ hasText: '岗位要另行授予' }).waitFor()
    await posts(sys.page).getByText('没有岗位').waitFor()
    await signIn()
    await theirs.page.getByRole('button', { name: '退出登录' }).waitFor()
    await theirs.settle()
    expect(await theirs.page.getByRole('link', { name: '台账' }).count()).toBe(0)
    expect((await ask(theirs, '/cases?limit=1', token)).status()).toBe(401)
    expect(theirs.faults.filter((f) => !/status of 40[13]/.test(f))).toEqual([])
    expectNoFaults(sys)
    await Promise.all([theirs.close(), sys.close()])
  })
})

describe('a post', () => {
  it('is given from a day to a day, and ended for a reason that stays to be read', async () => {
    const sec = await server.office('sec_admin')
    const { page } = sec
    await account(sec, 'clerk2')
    await posts(page).getByRole('button', { name: '授予岗位' }).click()
    await posts(page).getByRole('combobox', { name: '岗位', exact: true }).fill('派遣员')
    await page.getByRole('option', { name: '派遣员', exact: true }).click()
    await posts(page).getByLabel('在哪里').fill('示范社区')
    await posts(page).getByRole('button', { name: '示范社区' }).first().click()
    for (const [label, day] of [[/^从哪天起/, '2099-01-01'], [/^到哪天为止/, '2099-06-30']] as const) {
      await posts(page).getByRole('combobox', { name: label }).fill(day)
      await page.keyboard.press('Enter')
    }
    await posts(page).getByRole('button', { name: '授予岗位' }).click()
    const given = posts(page).getByRole('row').filter({ hasText: '2099年1月1日' })
    await given.getByRole('cell', { name: /2099年6月30日/ }).waitFor()
    await expect.poll(() => given.innerText()).toMatch(/派遣员[^]*尚未到任/)

    const held = posts(page).getByRole('row').filter({ hasText: '受理员' })
    await held.getByRole('button', { name: '结束' }).click()
    await held.getByLabel('结束的原因').fill('调到街道工作')
    await held.getByRole('button', { name: '结束' }).click()
    await held.waitFor({ state: 'detached' })
    await posts(page).getByLabel('已结束的也列出').check()
    await posts(page).getByText('调到街道工作').waitFor()
    expectNoFaults(sec)
    await sec.close()
  })
})

describe('a token', () => {
  it('can do what it was made for, in its place, and nothing else; ended, nothing', async () => {
    const w = await server.office('clerk1')
    const token = await tokenOf(w, '只读看板', '查看事项', '示范社区')
    expect((await ask(w, '/cases?limit=1', token)).status()).toBe(200)
    for (const path of ['/accounts', '/me/tokens', '/me/sessions'])
      expect([path, (await ask(w, path, token)).status()]).toEqual([path, 403])
    const made = await w.page.request.post(`${server.origin}/api/v1/cases`, {
      data: { process: 'demand', class: 'd.01', lon: 100.0012, lat: 38.0015, words: '楼道灯不亮' },
    })
    const { id } = (await made.json()) as { id: string }
    const moved = await w.page.request.post(`${server.origin}/api/v1/cases/${id}/moves`, {
      headers: { Authorization: `Bearer ${token}` },
      data: { move: 'accept', version: 1 },
    })
    expect(moved.status()).toBe(403)
    await w.page.reload()
    const row = rows(w.page).filter({ hasText: '只读看板' })
    await row.getByRole('cell', { name: '查看事项', exact: true }).waitFor()
    await row.getByRole('cell', { name: '示范社区', exact: true }).waitFor()
    await row.getByRole('button', { name: '作废' }).click()
    await row.getByText('已作废').waitFor()
    expect((await ask(w, '/cases?limit=1', token)).status()).toBe(401)
    expectNoFaults(w)
    await w.close()
  })
})

describe('one’s own sessions', () => {
  it('are told apart; those elsewhere end, this one stays', async () => {
    const here = await server.office('secretary')
    const there = await server.office('secretary')
    await open(here, '/account')
    const sessions = here.page.getByRole('region', { name: '已登录的设备' })
    await expect.poll(() => sessions.getByRole('row').count(), WAIT).toBe(3)
    await expect.poll(() => sessions.getByText('● 就是这里').count()).toBe(1)
    await sessions.getByRole('button', { name: '退出其他各处' }).click()
    await sessions.getByText('其他各处已退出').waitFor()
    await expect.poll(() => sessions.getByRole('row').count()).toBe(2)
    await there.page.getByRole('link', { name: '台账' }).click()
    await there.page.getByRole('alert').filter({ hasText: '登录已结束' }).waitFor()
    await here.page.getByRole('link', { name: '台账' }).click()
    await here.page.getByText(/已列出\d+件/).waitFor()
    expectNoFaults(here)
    await Promise.all([here.close(), there.close()])
  })
})

describe('the rules of passwords', () => {
  it('are refused by field when they go too far; kept, they hold for the next password', async () => {
    const sec = await server.office('sec_admin')
    await open(sec, '/admin/policy')
    await sec.page.getByLabel('连续输错几次后锁定').fill('1')
    await sec.page.getByRole('button', { name: '保存' }).click()
    await sec.page.locator('.field').filter({ hasText: '连续输错几次后锁定' }).locator('.wrong').waitFor()
    await sec.page.getByLabel('连续输错几次后锁定').fill('5')
    await sec.page.getByLabel('密码最少几个字符').fill('14')
    await sec.page.getByRole('button', { name: '保存' }).click()
    await sec.page.getByText('已保存').waitFor()

    const clerk = await server.office('worker9')
    await open(clerk, '/account')
    const form = clerk.page.getByRole('form', { name: '修改密码' })
    const change = async (fresh: string) => {
      await form.getByLabel('现在的密码').fill(server.password)
      await form.getByLabel('新密码', { exact: true }).fill(fresh)
      await form.getByLabel('再输一次新密码').fill(fresh)
      await form.getByRole('button', { name: '修改密码' }).click()
    }
    await change('Qing-2031')
    await form.locator('#own-password-wrong').filter({ hasText: '14' }).waitFor()
    await change('Qing-chun-2031-x')
    await form.getByText('密码已修改').waitFor()
    await Promise.all([sec.close(), clerk.close()])
  })
})

describe('the audit', () => {
  it('shows who saw which personal field of what, and why', async () => {
    const w = await server.office('clerk1')
    const made = await w.page.request.post(`${server.origin}/api/v1/cases`, {
      data: { process: 'demand', class: 'd.01', lon: 100.0012, lat: 38.0015, words: '独居老人需要上门看望', form: { name: '张小明', phone: '13800001234' } },
    })
    const { id, number } = (await made.json()) as { id: string; number: string }
    await open(w, `/cases?case=${id}`)
    await w.page.getByRole('button', { name: '查看被遮盖的内容' }).click()
    const form = w.page.getByRole('dialog', { name: '查看被遮盖的内容' })
    await form.getByLabel(/为什么要查看/).fill('联系来电人上门核实')
    await form.getByRole('button', { name: '查看', exact: true }).click()
    await w.page.getByText('已显示，已留痕').waitFor()

    const audit = await server.office('audit_admin')
    await open(audit, '/admin/seen')
    const row = rows(audit.page).filter({ hasText: '联系来电人上门核实' })
    await row.waitFor()
    for (const words of ['受理员1', '姓名', '电话', number]) await expect.poll(() => row.innerText()).toContain(words)
    expect(await audit.page.locator('body').innerText()).not.toContain('张小明')
    const who = audit.page.getByRole('combobox', { name: '谁做的' })
    await who.fill('sly')
    await audit.page.getByRole('option', { name: '受理员2' }).click()
    await audit.page.getByText('没有这样的记录').waitFor()
    expectNoFaults(w, audit)
    await Promise.all([w.close(), audit.close()])
  })
})
