import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const slow = Number(process.env.LINLI_E2E_SLOW || 1) + Number(process.env.LINLI_E2E_LATE || 0) / 200

export default defineConfig({
  root: __dirname,
  cacheDir: resolve(__dirname, '../node_modules/.vite-e2e'),
  test: {
    include: process.env.PICTURES ? ['pictures.shot.ts'] : ['**/*.e2e.ts'],
    environment: 'node',
    globalSetup: resolve(__dirname, 'templates.ts'),
    pool: 'forks',
    poolOptions: { forks: { maxForks: 2, minForks: 1 } }, // each has a server and a browser
    testTimeout: 180_000 * slow,
    hookTimeout: 120_000 * slow,
    expect: { poll: { timeout: 30_000, interval: 100 } }, // as long as windows.ts waits; vitest's own is a second
    // A machine that is busy may be late once, and the report says so; what fails twice fails.
    retry: Number(process.env.LINLI_E2E_RETRY ?? 1),
    reporters: ['verbose'],
  },
})
