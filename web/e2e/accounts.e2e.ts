/* Accounts by those who keep them: found, closed and opened again, given posts and tokens; and by their holders. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectNoFaults, useServer, type Window } from './windows'

const server = useServer()
const open = (w: Window, path: string) => w.page.goto(`${server.origin}/office#${path}`)
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('cell') })

describe('accounts are found by the initials of their pinyin', () => {
  it('in their list, and where one is picked, by keys', async () => {
    const sys = await server.office('sys_admin')
    await open(sys, '/admin/accounts')
    await rows(sys.page).nth(5).waitFor()
    await sys.page.getByLabel('姓名、拼音首字母或账号').fill('sly') // 受理员1, 受理员2
    await expect.poll(() => rows(sys.page).count()).toBe(2)
    expect(await rows(sys.page).first().innerText()).toContain('受理员1')

    const audit = await server.office('audit_admin')
    await open(audit, '/admin/journal')
    await audit.page.getByRole('cell', { name: 'system administrator' }).first().waitFor()
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
