/* Administration: exports by two people, accounts and their first sign-in, the second factor, the wall, every role's menu. */
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import jsqr from 'jsqr'
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { serve } from './server'
import { DESK, expectNoFaults, openWindow, signIn, useServer, type Window } from './windows'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const server = useServer({ data: 'lived' })

const open = (w: Window, path: string) => w.page.goto(`${server.origin}/office#${path}`)
const card = (page: Page, purpose: string) => page.getByRole('article').filter({ hasText: purpose })

async function askFor(w: Window, purpose: string, whole: boolean) {
  await open(w, '/exports')
  await w.page.getByRole('button', { name: '申请导出' }).click()
  await w.page.getByLabel(/^用途/).fill(purpose)
  if (whole) await w.page.getByText('姓名、电话、地址不遮盖').click()
  await w.page.getByRole('button', { name: '提交申请' }).click()
  await card(w.page, purpose).getByText('待审批').waitFor()
}

describe('an export', () => {
  it('is refused with words, and another is approved by somebody else, fetched, and marked in each line', async () => {
    const asker = await server.office('secretary')
    const decider = await server.office('sec_admin')
    await askFor(asker, '没有说清楚的导出', false)
    expect(await asker.page.getByRole('button', { name: '批准' }).count()).toBe(0)

    await open(decider, '/exports')
    const first = card(decider.page, '没有说清楚的导出')
    await first.getByRole('button', { name: '不同意' }).click()
    await first.getByText('不同意须写明原因').waitFor()
    await first.getByLabel('审批意见').fill('用途不明')
    await first.getByRole('button', { name: '不同意' }).click()
    await first.getByText('未通过').waitFor()

    await askFor(asker, '一季度办理情况分析', false)
    await decider.page.reload()
    await decider.page.getByRole('link', { name: /导出.*1件待办/ }).waitFor()
    const second = card(decider.page, '一季度办理情况分析')
    await second.getByRole('button', { name: '批准' }).click()
    await second.getByText('已批准').waitFor()

    await asker.page.reload()
    await asker.page.getByRole('button', { name: '消息' }).click()
    await asker.page.getByRole('dialog').getByText(/用途不明/).waitFor()
    await asker.page.getByRole('dialog').getByRole('button', { name: /EX.*已批准/ }).click()
    const [download] = await Promise.all([
      asker.page.waitForEvent('download'),
      card(asker.page, '一季度办理情况分析').getByRole('button', { name: '下载 CSV' }).click(),
    ])
    const lines = readFileSync(await download.path(), 'utf8').trim().split('\r\n')
    expect(lines[0]).toMatch(/,水印$/)
    expect(lines.length).toBeGreaterThan(3)
    for (const l of lines.slice(1)) if (/^[^"]*$/.test(l)) expect(l).toMatch(/EX[\d-]+ · .+ · 用途：一季度办理情况分析 · 审批：/)
    expect(download.suggestedFilename()).toMatch(/^EX[\d-]+\.csv$/)
    await card(asker.page, '一季度办理情况分析').getByText(/下载过1次/).waitFor()

    const auditor = await server.office('audit_admin')
    await open(auditor, '/admin/journal')
    await auditor.page.getByRole('cell', { name: '下载导出文件' }).waitFor()
    expectNoFaults(asker, decider, auditor)
    await Promise.all([asker.close(), decider.close(), auditor.close()])
  })
})

describe('an account', () => {
  it('is made, its holder sets the password with the code and signs in; without network they sign out', async () => {
    const maker = await server.office('sys_admin')
    await open(maker, '/admin/accounts')
    await maker.page.getByRole('button', { name: '开设账号' }).click()
    await maker.page.locator('#make-name').fill('新来的人')
    await maker.page.locator('#make-login').fill('newcomer')
    await maker.page.getByRole('button', { name: '开设', exact: true }).click()
    const code = await maker.page.locator('.once code').innerText()

    const fresh = await server.window(DESK)
    await open(fresh, '/code')
    await fresh.page.locator('#code-login').fill('newcomer')
    await fresh.page.locator('#code-code').fill(code)
    await fresh.page.locator('#code-password').fill('Qing-chun-2031')
    await fresh.page.locator('#code-again').fill('Qing-chun-2031')
    await fresh.page.getByRole('button', { name: '设置密码' }).click()
    await fresh.page.getByText('密码已设置').waitFor()
    await signIn(fresh.page, server.origin, 'newcomer', 'Qing-chun-2031', 'office')
    await fresh.page.getByRole('link', { name: '新来的人' }).waitFor()

    await fresh.settle()
    await fresh.context.setOffline(true)
    await fresh.page.getByRole('button', { name: '退出登录' }).click()
    await fresh.page.getByRole('heading', { name: '登录' }).waitFor()
    const told = fresh.page.waitForResponse((r) => r.request().method() === 'DELETE' && r.url().endsWith('/session'))
    await fresh.context.setOffline(false)
    expect((await told).status()).toBe(204)
    expect((await fresh.page.request.get(`${server.origin}/api/v1/me`)).status()).toBe(401)
    expectNoFaults(maker)
    await Promise.all([maker.close(), fresh.close()])
  })
})

function base32(s: string): Buffer {
  const bits = [...s].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => parseInt(b, 2)))
}
/** RFC 6238, six digits, thirty seconds. */
function codeNow(secret: string): string {
  const count = Buffer.alloc(8)
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const hash = createHmac('sha1', base32(secret)).update(count).digest()
  const n = hash.readUInt32BE(hash[hash.length - 1]! & 15) & 0x7fffffff
  return String(n % 1000000).padStart(6, '0')
}
/** What a telephone's camera would read. */
async function readQr(page: Page, name: string): Promise<string> {
  const picture = await page.getByRole('img', { name }).evaluate(async (svg) => {
    const size = 600
    const copy = svg.cloneNode(true) as SVGElement
    copy.setAttribute('width', String(size))
    copy.setAttribute('height', String(size))
    const image = new Image()
    image.src = 'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(copy))
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = size
    const g = canvas.getContext('2d')!
    g.drawImage(image, 0, 0, size, size)
    return { size, data: [...g.getImageData(0, 0, size, size).data] }
  })
  const read = (jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr
  const found = read(Uint8ClampedArray.from(picture.data), picture.size, picture.size)
  if (!found) throw new Error(`${name}: no QR code can be read`)
  return found.data
}

describe('the second factor', () => {
  it('is begun by its QR code, and asked for at the next sign-in', async () => {
    const w = await server.office('clerk2')
    await open(w, '/account')
    await w.page.getByRole('button', { name: '启用动态码' }).click()
    let uri = new URL('about:blank')
    await expect.poll(async () => (uri = new URL(await readQr(w.page, '动态码密钥的二维码'))).protocol).toBe('otpauth:')
    const secret = uri.searchParams.get('secret')!
    await w.page.getByLabel('验证器显示的 6 位数字').fill(codeNow(secret))
    await w.page.getByRole('button', { name: '确认启用' }).click()
    await w.page.getByRole('button', { name: '我已记下' }).waitFor()
    const recovery = await w.page.locator('.once code').allInnerTexts()
    expect(recovery.length).toBeGreaterThan(3)
    await w.page.getByRole('button', { name: '我已记下' }).click()
    await w.page.getByText(/已启用/).waitFor()
    await w.page.getByRole('button', { name: '退出登录' }).click()
    await w.page.getByLabel('账号').fill('clerk2')
    await w.page.getByLabel('密码').fill(server.password)
    await w.page.getByRole('main').getByRole('button', { name: '登录' }).click()
    await w.page.locator('#second').fill(recovery[0]!)
    await w.page.getByRole('main').getByRole('button', { name: '登录' }).click()
    await w.page.getByRole('button', { name: '退出登录' }).waitFor()
    await w.close()
  })
})

describe('the wall', () => {
  it('has its address in one step, needs no account, and comes back when the server does', async () => {
    const own = await serve({ data: 'lived' })
    const maker = await openWindow(server.browser, own.origin, DESK)
    await signIn(maker.page, own.origin, 'secretary', own.password, 'office')
    await maker.page.goto(`${own.origin}/office#/wall`)
    await maker.page.getByRole('button', { name: '生成大屏地址' }).click()
    const address = await maker.page.locator('.once code').innerText()
    await expect.poll(() => readQr(maker.page, '大屏地址的二维码')).toBe(address)

    const wall = await openWindow(server.browser, own.origin, { viewport: { width: 1920, height: 1080 } })
    await wall.page.goto(address)
    await wall.page.getByRole('heading', { name: '现在需要决定' }).waitFor()
    await wall.page.getByText(/比上周|与上周持平/).first().waitFor()
    const title = await wall.page.getByRole('heading', { level: 1 }).innerText()
    expect(title).not.toBe('')
    expect(wall.faults).toEqual([])

    await own.halt()
    await wall.page.getByRole('alert').filter({ hasText: '失去联系' }).waitFor()
    await expect.poll(() => wall.page.getByRole('heading', { level: 1 }).innerText()).toBe(title)
    await own.again()
    await wall.page.getByRole('alert').waitFor({ state: 'detached' })
    const words = { process: 'demand', class: 'd.01', lon: 100.0012, lat: 38.0015, words: '大屏看不到的话' }
    const { number } = (await (await wall.page.request.post(`${own.origin}/api/v1/cases`, { data: words })).json()) as { number: string }
    await wall.page.locator('.feed li').filter({ hasText: number }).first().waitFor()
    expect(await wall.page.locator('body').innerText()).not.toContain('大屏看不到的话')
    expect(await wall.page.locator('.feed li').count()).toBeLessThan(9)
    await Promise.all([maker.close(), wall.close()])
    await own.stop()
  })
})

describe('every entry of the menu opens, and axe finds nothing', () => {
  for (const login of ['secretary', 'dispatcher1', 'j01-1', 'worker9', 'sys_admin', 'sec_admin', 'audit_admin'])
    it(`of ${login}`, async () => {
      const w = await server.office(login, { bypassCSP: true })
      await w.context.addInitScript({ content: AXE })
      await w.page.reload()
      await w.settle()
      const paths = await w.page.locator('nav[aria-label="邻里·办公"] a').evaluateAll((all) =>
        all.map((a) => new URL((a as HTMLAnchorElement).href).hash.slice(1)),
      )
      expect(paths.length).toBeGreaterThan(1)
      const wrong: string[] = []
      for (const path of [...paths, '/account']) {
        await open(w, path)
        await w.settle()
        await w.page.locator('h1').first().waitFor({ state: 'attached' }).catch(() => wrong.push(`${path}: no heading`))
        if (await w.page.getByText('您没有查看这里的权限').count()) wrong.push(`${path}: forbidden`)
        wrong.push(
          ...(await w.page.evaluate(async (at) => {
            interface Found {
              id: string
              nodes: { target: string[]; failureSummary: string }[]
            }
            const axe = (window as unknown as { axe: { run(): Promise<{ violations: Found[] }> } }).axe
            return (await axe.run()).violations.flatMap((v) =>
              v.nodes.slice(0, 2).map((n) => `${at}: ${v.id} at ${n.target.join(' ')}: ${n.failureSummary}`),
            )
          }, path)),
        )
      }
      expect(wrong).toEqual([])
      expectNoFaults(w)
      await w.close()
    })
})
