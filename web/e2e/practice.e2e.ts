import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { pack } from './templates'
import { useServer } from './windows'

const BEFORE = '案卷建立'
const AFTER = '登记建档'
const folders: string[] = []
const server = useServer()
afterAll(() => folders.forEach((f) => rmSync(f, { recursive: true, force: true })))

/** The pack with its process changed, in a folder of its own that is called as the pack. */
function changed(from: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'linli-pack-'))
  folders.push(folder)
  const at = join(folder, 'hantang-north')
  cpSync(pack, at, { recursive: true })
  const file = join(at, 'processes/demand.yaml')
  const text = readFileSync(file, 'utf8')
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  writeFileSync(file, text.replace(from, to))
  return at
}
async function upload(page: Page, at: string) {
  await page.locator('.upload .folder input[type=file]').setInputFiles(at)
  await page.getByRole('button', { name: '检查并存入' }).click()
}

describe('another version of the practice', () => {
  it('with a fault is refused by file and line; mended it is kept, put in force, and seen in the work list', async () => {
    const made = await fetch(`${server.origin}/api/v1/cases`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ process: 'demand', class: 'd.01', lon: 100.0012, lat: 38.0015, words: '五号楼门禁坏了' }),
    })
    expect(made.status).toBe(201)
    const clerk = await server.office('clerk1')
    await clerk.page.goto(`${server.origin}/office#/todo`)
    const row = clerk.page.getByRole('button', { name: /五号楼门禁坏了/ })
    await row.filter({ hasText: BEFORE }).waitFor()

    const keeper = await server.office('sys_admin')
    await keeper.page.goto(`${server.origin}/office#/practice?tab=versions`)
    await upload(keeper.page, changed('to: dispatch,', 'to: dispach,'))
    await keeper.page.getByRole('alert').filter({ hasText: '没有存入' }).waitFor()
    await keeper.page.getByRole('button', { name: /hantang-north\/processes\/demand\.yaml/ }).waitFor()
    const line = readFileSync(join(pack, 'processes/demand.yaml'), 'utf8').split('\n').findIndex((l) => l.includes('to: dispatch,')) + 1
    const fault = keeper.page.getByRole('listitem').filter({ hasText: `第${line}行` })
    expect(await fault.first().innerText()).toMatch(/dispach[\s\S]*是不是想写[:：]\s*dispatch/)

    await upload(keeper.page, changed(BEFORE, AFTER))
    await keeper.page.getByRole('alert').filter({ hasText: '已存入第2版' }).waitFor()
    await keeper.page.getByRole('heading', { name: '第2版启用后的影响' }).waitFor()
    await keeper.page.getByText('启用要由安全管理员来做').waitFor()
    expect(await keeper.page.getByRole('button', { name: '启用第2版' }).count()).toBe(0)

    const [enforcer, late] = await Promise.all([0, 1].map(() => server.office('sec_admin')))
    for (const w of [enforcer!, late!]) {
      await w.page.goto(`${server.origin}/office#/practice?tab=versions`)
      await w.page.getByRole('button', { name: '看影响 第2版' }).click()
      expect(await w.page.locator('.upload').count()).toBe(0)
      await w.page.getByText(AFTER).first().waitFor()
      await w.page.getByText(/在办1件/).waitFor()
      await w.page.getByRole('button', { name: '启用第2版' }).click()
    }
    const dialog = enforcer!.page.getByRole('dialog', { name: '启用第2版' })
    await dialog.getByLabel('启用说明').fill('居民看不懂原来的名称')
    await dialog.getByRole('button', { name: '现在启用' }).click()
    await enforcer!.page.getByRole('alert').filter({ hasText: '第2版已经启用' }).waitFor()
    await enforcer!.page.getByText('居民看不懂原来的名称').waitFor()

    // Whoever looked at it before is told, and puts nothing in force.
    await late!.page.getByRole('dialog').getByRole('button', { name: '现在启用' }).click()
    await late!.page.getByRole('alert').filter({ hasText: '刚才有人启用了别的版本' }).waitFor()

    // The clerk goes on in the page that was open all the time.
    await row.click()
    await row.filter({ hasText: AFTER }).waitFor()
    expect([clerk, keeper, enforcer!, late!].flatMap((w) => w.faults).filter((f) => !/status of 4(09|22)/.test(f))).toEqual([])
    await Promise.all([clerk, keeper, enforcer!, late!].map((w) => w.close()))
  })
})
