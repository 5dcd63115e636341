/*
 * The first paint of the phone's home on a cheap phone: processor four times
 * slower, 1.6 Mbit/s, 150 ms away. The aim is 2 s; a machine that does other
 * things at the same time is slower for that alone, so the bound is wider and
 * the best of three is taken. The figure is printed.
 */
import { expect, it } from 'vitest'
import { PHONE, useServer } from './windows'

const AIM_MS = 2000
const BOUND_MS = 5000
const server = useServer()

it(`the phone's home is painted, aim ${AIM_MS} ms, bound ${BOUND_MS} ms`, async () => {
  const paints: number[] = []
  for (let i = 0; i < 3; i++) {
    const context = await server.browser.newContext({ locale: 'zh-CN', ...PHONE })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1024 * 1024) / 8,
      uploadThroughput: (750 * 1024) / 8,
    })
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(server.origin)
    await page.getByRole('heading', { name: '有事找邻里' }).waitFor()
    paints.push(
      await page.evaluate(
        () =>
          new Promise<number>((done) =>
            new PerformanceObserver((l) => done(l.getEntriesByName('first-contentful-paint')[0]!.startTime)).observe({
              type: 'paint',
              buffered: true,
            }),
          ),
      ),
    )
    await context.close()
  }
  const best = Math.min(...paints)
  console.log(`first paint of the phone's home: ${paints.map(Math.round).join(', ')} ms (aim ${AIM_MS})`)
  expect(best).toBeLessThan(BOUND_MS)
})
