import { describe, expect, it } from 'vitest'
import { openInOffice, report } from './main_job'
import { proxyAt } from './proxy'
import { serve } from './server'
import { allPictures, DESK, expectNoFaults, openWindow, PHONE, signIn, useBrowser } from './windows'

const browser = useBrowser()

describe('the policy of every face', () => {
  it('lets no script in but files of its own, and nothing from elsewhere', async () => {
    const server = await serve()
    try {
      for (const face of ['/', '/office', '/screen']) {
        const answer = await fetch(server.origin + face)
        const policy = new Map(
          (answer.headers.get('content-security-policy') ?? '').split(';').map((d): [string, string] => {
            const [name = '', ...values] = d.trim().split(/\s+/)
            return [name, values.join(' ')]
          }),
        )
        expect(policy.get('script-src') ?? policy.get('default-src')).toBe("'self'")
        for (const values of policy.values()) expect(values).not.toMatch(/https?:|\*|unsafe-eval/)
        const page = await answer.text()
        expect(page).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=|(?:src|href)="(?:https?:)?\//)
      }
    } finally {
      await server.stop()
    }
  })
})

describe('below a path of somebody else’s site, behind nginx', () => {
  for (const strip of [true, false])
    it(strip ? 'that nginx cuts off' : 'that the server knows as its base_path', async () => {
      const server = await serve({ conf: strip ? {} : { base_path: '/linli' } })
      const proxy = await proxyAt(server.origin, strip)
      try {
        const resident = await openWindow(browser(), proxy.origin, PHONE)
        const { number, code } = await report(resident.page, proxy.origin, '单元门关不上')
        await resident.page.goto(`${proxy.origin}/#/follow/${code}`)
        await resident.page.getByRole('heading', { name: /单元门关不上/ }).waitFor()
        await allPictures(resident.page)
        const office = await openWindow(browser(), proxy.origin, DESK)
        await signIn(office.page, proxy.origin, 'clerk1', server.password, 'office')
        await openInOffice(office.page, proxy.origin, number)
        await office.page.getByRole('button', { name: '受理', exact: true }).waitFor()
        await office.page.goto(`${proxy.origin}/screen`)
        await office.settle()
        await resident.page.goto(`${proxy.origin}/notices`)
        await resident.page.getByRole('link', { name: '公开信息' }).click()
        await resident.page.getByRole('heading', { name: '公开信息' }).waitFor()
        expect(proxy.stray().filter((u) => u !== '/favicon.ico')).toEqual([])
        expectNoFaults(resident, office)
        await Promise.all([resident.close(), office.close()])
      } finally {
        await proxy.stop()
        await server.stop()
      }
    })
})
