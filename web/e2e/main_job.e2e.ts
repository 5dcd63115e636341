import { describe, it } from 'vitest'
import { mainJob } from './main_job'
import { serve } from './server'
import { useBrowser } from './windows'

const browser = useBrowser()

describe('four people in four windows carry a report from the door to its judgement', () => {
  for (const engine of ['sqlite', 'postgres'] as const) {
    const lacking = engine === 'postgres' && !process.env.LINLI_TEST_PG ? ': skipped, LINLI_TEST_PG names no server' : ''
    it.skipIf(lacking)(`on ${engine}${lacking}`, async () => {
      const server = await serve({ engine })
      try {
        await mainJob(browser(), server)
      } finally {
        await server.stop()
      }
    })
  }
})
