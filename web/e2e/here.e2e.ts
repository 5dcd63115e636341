/* The place in the header: within one's posts it limits every page; beyond them it is not taken, and the pages go on. */
import { expect, it } from 'vitest'
import { useServer } from './windows'

const server = useServer({ data: 'lived' })

it('is taken within the reach of one\'s posts only, and what somebody else looked at does not stay', async () => {
  const w = await server.office('clerk1')
  const { page } = w
  await page.goto(`${server.origin}/office#/cases`)
  const chosen = page.getByRole('button', { name: /^当前范围/ })
  await chosen.click()
  const asked = page.getByRole('dialog', { name: '只看哪里' })
  const tree = asked.getByRole('tree')
  await tree.getByText('示范街道', { exact: true }).click() // the only one at the top is open
  await asked.getByRole('alert').filter({ hasText: '示范街道' }).waitFor()
  await expect.poll(() => chosen.innerText()).toMatch(/全部辖区/)
  expect(await asked.getByRole('button', { name: /Excel/ }).count()).toBe(0)
  await asked.getByRole('button', { name: '示范社区', exact: true }).click()
  await expect.poll(() => chosen.innerText()).toMatch(/示范社区/)
  await page.getByText(/已列出\d+件/).waitFor()

  const { line } = (await (await page.request.get(`${server.origin}/api/v1/places/locate?lon=100.0012&lat=38.0015`)).json()) as {
    line: { id: string; name: string }[]
  }
  const street = line.find((p) => p.name === '示范街道')!
  await page.evaluate((id) => localStorage.setItem('linli.office.place', id), street.id)
  await page.reload()
  await expect.poll(() => chosen.innerText()).toMatch(/全部辖区/)
  await page.getByText(/已列出\d+件/).waitFor()
  expect(w.faults.filter((f) => !/status of 403/.test(f))).toEqual([]) // asking is how it is found out
  await w.close()
})
