/* A password that the rules call too old: its holder chooses another before anything else. */
import { it } from 'vitest'
import { expectNoFaults, PHONE, useServer } from './windows'

const server = useServer({ clock: true })

it('whoever’s password has grown old chooses another on the phone first; a page that asks to sign in opens afterwards', async () => {
  const sec = await server.office('sec_admin')
  await sec.page.goto(`${server.origin}/office#/admin/policy`)
  await sec.page.getByLabel('密码几天后须更换').fill('30')
  await sec.page.getByRole('button', { name: '保存' }).click()
  await sec.page.getByText('已保存').waitFor()
  expectNoFaults(sec)
  await sec.close()
  await server.turn('31 days')

  const w = await server.window(PHONE)
  const p = w.page
  await p.goto(`${server.origin}/#/grid`)
  await p.getByRole('main').getByRole('link', { name: '登录' }).click()
  await p.getByLabel('账号').fill('worker3')
  await p.getByLabel('密码').fill(server.password)
  await p.getByRole('main').getByRole('button', { name: '登录' }).click()
  await p.getByText('请先改成只有您知道的密码').waitFor()
  const fresh = 'Qing-chun-2031'
  await p.getByLabel('现在的密码').fill(server.password)
  await p.getByLabel('新密码', { exact: true }).fill(fresh)
  await p.getByLabel('再输一次新密码').fill(`${fresh}?`)
  await p.getByRole('button', { name: '修改密码' }).click()
  await p.getByText('两次输入的新密码不一样').waitFor()
  await p.getByLabel('再输一次新密码').fill(fresh)
  await p.getByRole('button', { name: '修改密码' }).click()
  await p.getByText('密码已修改').waitFor()
  await p.getByRole('heading', { name: '我上报的' }).waitFor()

  await p.getByRole('button', { name: '退出登录' }).click()
  await p.goto(`${server.origin}/#/grid`)
  await p.getByRole('main').getByRole('link', { name: '登录' }).click()
  await p.getByLabel('账号').fill('worker3')
  await p.getByLabel('密码').fill(fresh)
  await p.getByRole('main').getByRole('button', { name: '登录' }).click()
  await p.getByRole('heading', { name: '我的网格' }).waitFor()
  await w.close()
})
