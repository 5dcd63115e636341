import { describe, it } from 'vitest'
import { mainJob } from './main_job'
import { serve } from './server'
import { useBrowser } from './windows'

const browser = useBrowser()

describe('four people in four windows carry a report from the door to its judgement', () => {
  for (const engine of ['sqlite', 'postgres'] as const)
    it.skipIf(engine === 'postgres' && !process.env.LINLI_TEST_PG)(`on ${engine}`, async () => {
      const server = await serve({ engine })
      try {
        await mainJob(browser(), server)
      } finally {
        await server.stop()
      }
    })
})
