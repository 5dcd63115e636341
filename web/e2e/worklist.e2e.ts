/* The work list of a clerk with many cases: counted by the server, found, moved in one go. */
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectNoFaults, useServer, type Window } from './windows'

let w: Window
let page: Page
const server = useServer({ data: 'lived' }, async () => {
  w = await server.office('clerk1', { permissions: ['clipboard-read', 'clipboard-write'] })
  page = w.page
})

interface Counts {
  late: number
  soon: number
  calm: number
  none: number
}
async function ask<T>(path: string): Promise<T> {
  const told = await page.request.get(`${server.origin}/api/v1/${path}`)
  expect(told.status()).toBe(200)
  return (await told.json()) as T
}
const chip = (words: RegExp) => page.getByRole('button', { name: words })
const rows = () => page.locator('.rows [role=listitem]')
/** All rows that are listed, whatever of them is drawn. */
async function listed(): Promise<number> {
  const words = await page.locator('.counts').innerText()
  return Number(/已列出(\d+)件/.exec(words)?.[1] ?? -1)
}
async function shows(n: number) {
  await expect.poll(listed).toBe(n)
}
async function open(path: string) {
  await page.goto(`${server.origin}/office#${path}`)
  await w.settle()
}

it('counts by the colour of the clock are of the whole list, and narrow both lists alike', async () => {
  for (const [path, list] of [['/cases', 'cases?state=open&'], ['/todo', 'my/tasks?']] as const) {
    await open(path)
    const n = await ask<Counts>(list.replace('?', '/counts?').replace(/[?&]$/, ''))
    expect(n.soon).toBeGreaterThan(0)
    await chip(new RegExp(`逾期 ${n.late}$`)).waitFor()
    await chip(new RegExp(`快到期 ${n.soon}$`)).click()
    await shows(n.soon)
    await page.waitForURL(/clock=soon/)
    await chip(new RegExp(`快到期 ${n.soon}$`)).click()
    await shows(Math.min(100, n.late + n.soon + n.calm + n.none))
  }
})

it('what the list is narrowed by is a link that can be kept and sent', async () => {
  await open('/cases')
  await page.getByRole('combobox', { name: '业务' }).press('Enter')
  await page.getByRole('option', { name: '群众诉求' }).click()
  await page.waitForURL(/process=/)
  await w.settle()
  await chip(/^曾逾期$/).click()
  await w.settle()
  const late = await ask<{ items: { id: string }[] }>('cases?state=open&limit=200&process=demand&late=true')
  await shows(late.items.length)
  await chip(/常用筛选/).click()
  await page.getByLabel('保存当前筛选', { exact: true }).first().fill('诉求曾逾期')
  await page.getByRole('button', { name: '复制链接' }).click()
  await page.getByRole('button', { name: '链接已复制' }).waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await page.getByRole('button', { name: '保存当前筛选' }).click()
  await page.getByRole('button', { name: '诉求曾逾期', exact: true }).waitFor()

  const other = await server.office('clerk1')
  await other.page.goto(link)
  await other.page.getByText(`已列出${late.items.length}件`).waitFor()
  await other.page.getByRole('button', { name: '曾逾期', pressed: true }).waitFor()
  expectNoFaults(other)
  await other.close()

  await open('/todo')
  await chip(/常用筛选/).click()
  await page.getByRole('button', { name: '诉求曾逾期', exact: true }).click()
  await shows(late.items.length)
})

it('j and k move, Enter opens beside the list, x selects, / searches', async () => {
  await open('/todo')
  await rows().first().waitFor()
  const numberOf = async (i: number) => /[A-Z]+\d{6}-\d+/.exec(await rows().nth(i).innerText())![0]
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  const second = await numberOf(1)
  await page.locator('section.case').getByText(second).first().waitFor()
  expect(await rows().count()).toBeGreaterThan(1) // it did not take the list's place
  await page.keyboard.press('Escape')
  await page.keyboard.press('x')
  await page.getByText('已选1件').waitFor()
  await expect.poll(() => page.getByRole('checkbox', { name: `选择${second}` }).isChecked()).toBe(true)
  await page.keyboard.press('/')
  await page.keyboard.type(second)
  await shows(1)
  expect(await numberOf(0)).toBe(second)
})

it('names are found by the initials of their pinyin', async () => {
  await open('/cases')
  const sum = (n: Counts) => n.late + n.soon + n.calm + n.none
  const all = sum(await ask<Counts>('cases/counts?state=open'))
  const found = sum(await ask<Counts>('cases/counts?state=open&q=wjwg3')) // 五级网格3-…
  expect(found).toBeGreaterThan(0)
  expect(found).toBeLessThan(all)
  await page.keyboard.press('/')
  await page.keyboard.type('wjwg3')
  await shows(Math.min(100, found))
  await chip(/^辖区/).click()
  await page.locator('#filter-place').fill('wjwg')
  await page.locator('.hits').getByText(/五级网格/).first().waitFor()
})

it('many are moved in one go, after it was shown which can be', async () => {
  await open('/todo?process=demand&step=filing')
  await rows().nth(1).waitFor()
  const before = await listed()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('已选2件').waitFor()
  await page.getByRole('button', { name: '批量办理' }).click()
  const bulk = page.getByRole('region', { name: '批量办理' })
  await bulk.getByText(/：受理（2件可以）/).click()
  let numbers: string[] = []
  await expect
    .poll(async () => (numbers = [...new Set((await bulk.locator('form').innerText()).match(/[A-Z]+\d{6}-\d+/g))]))
    .toHaveLength(2)
  await bulk.getByRole('button', { name: '办理2件' }).click()
  await bulk.getByText('办好2件').waitFor()
  await bulk.getByRole('button', { name: '完成' }).click()
  await shows(before - 2)
  for (const number of numbers) {
    const told = await ask<{ items: { step: string }[] }>(`cases?number=${number}`)
    expect(told.items[0]?.step).not.toBe('filing')
  }
  expectNoFaults(w)
})

it('what somebody moved meanwhile is not moved twice: it says so, and opens from there', async () => {
  await open('/todo?process=demand&step=filing')
  await rows().nth(1).waitFor()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: '批量办理' }).click()
  const bulk = page.getByRole('region', { name: '批量办理' })
  await bulk.getByText(/：受理（2件可以）/).click()
  const first = bulk.locator('form li').first()
  await first.waitFor()
  const number = /[A-Z]+\d{6}-\d+/.exec(await first.innerText())![0]
  const { csrf } = await ask<{ csrf: string }>('me')
  const { id } = (await ask<{ items: { id: string }[] }>(`cases?number=${number}`)).items[0]!
  const { version } = await ask<{ version: number }>(`cases/${id}`)
  const moved = await page.request.post(`${server.origin}/api/v1/cases/${id}/moves`, {
    data: { move: 'accept', version },
    headers: { 'X-CSRF-Token': csrf },
  })
  expect(moved.status(), await moved.text()).toBe(200)
  await bulk.getByRole('button', { name: '办理2件' }).click()
  await bulk.getByText('办好1件').waitFor()
  await bulk.getByText('别人已先办理过').waitFor()
  await bulk.getByRole('button', { name: new RegExp(number) }).click()
  await page.locator('.case-sheet').getByText(number).first().waitFor()
  await bulk.waitFor({ state: 'detached' })
  expect(w.faults.filter((f) => !/status of 409/.test(f))).toEqual([])
})
