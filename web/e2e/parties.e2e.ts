/* A dispute is mediated in the office: its parties are named, asked one by one, and only then it begins. */
import { expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { ADMINS } from './templates'
import { DESK, useServer } from './windows'

const server = useServer({ practice: 'qindu' }, async () => {
  const w = await server.window(DESK)
  await mediatorGiven(w.page)
  await w.close()
})

interface Found {
  items: { id: string; name: string }[]
}
/** The first secretary also holds the post of a mediator: the demo has none. */
async function mediatorGiven(page: Page) {
  const at = (path: string) => `${server.origin}/api/v1${path}`
  const session = await page.request.post(at('/session'), { data: { login: 'sec_admin', password: ADMINS.sec_admin } })
  const { csrf } = (await session.json()) as { csrf: string }
  const found = async (path: string) => ((await (await page.request.get(at(path))).json()) as Found).items[0]!.id
  const given = await page.request.post(at('/postings'), {
    headers: { 'X-CSRF-Token': csrf },
    data: {
      account: await found('/accounts?find=secretary1'),
      post: 'mediator',
      place: await found(`/places/search?q=${encodeURIComponent('松园社区')}`),
    },
  })
  expect(given.status(), await given.text()).toBe(201)
}

it('parties are named, say one by one whether they agree, and what is missing is said', async () => {
  const w = await server.office('secretary1')
  const p = w.page
  await p.goto(`${server.origin}/office#/new?process=mediation`)
  await p.getByLabel('按名称选择地点').fill('松园社区')
  await p.getByRole('button', { name: /松园社区/ }).first().click()
  await p.getByLabel('纠纷情况').fill('楼上漏水，赔偿谈不拢')
  const first = p.getByRole('group', { name: '第1位当事人' })
  await first.getByLabel('姓名').fill('王小明')
  await first.getByLabel('哪一方').fill('楼下')
  await p.getByRole('radio', { name: '当事人申请' }).check()
  const file = p.getByRole('main').locator('form button.main').last()
  await file.click()
  await p.getByText(/至少|不少于|必须/).first().waitFor() // one is no dispute
  await p.getByRole('group', { name: '第2位当事人' }).getByLabel('姓名').fill('李四')
  await file.click()
  await p.getByText(/TJ\d/).first().waitFor()
  const number = /TJ[\d-]+/.exec(await p.getByRole('main').innerText())![0]

  await p.goto(`${server.origin}/office#/todo`)
  await p.getByRole('button', { name: number }).first().click() // not where the page before says it
  await p.getByRole('button', { name: '征求各方意愿', exact: true }).click()
  const form = p.locator('footer form')
  await form.getByRole('button', { name: '征求各方意愿' }).click()
  await p.getByRole('button', { name: '记录各方意愿' }).click()
  for (const name of [/^王/, /^李/]) {
    const party = form.getByRole('group', { name })
    await party.getByRole('radio', { name: '同意', exact: true }).check()
    await party.getByRole('radio', { name: '口头表示' }).check()
  }
  await form.getByRole('button', { name: '记录各方意愿' }).click()
  await p.getByRole('button', { name: '各方同意，开始调解' }).click()
  await form.getByRole('button', { name: '各方同意，开始调解' }).click()
  await p.getByRole('button', { name: '达成协议，制作协议书' }).waitFor()
  expect(w.faults.filter((f) => !/status of 422/.test(f))).toEqual([]) // it was refused once, as it should
  await w.close()
})
