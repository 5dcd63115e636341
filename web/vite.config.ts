import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'

const out = resolve(__dirname, '../build/web')

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesOf(join(folder, e.name)) : [join(folder, e.name)],
  )
}

/** Beside each text, what the program sends of it. */
function compressed(): Plugin {
  return {
    name: 'linli-compressed',
    apply: 'build',
    closeBundle() {
      for (const path of filesOf(out)) {
        if (!/\.(js|css|html|svg|json|webmanifest)$/.test(path) || statSync(path).size < 512) continue
        const text = readFileSync(path)
        writeFileSync(path + '.gz', gzipSync(text, { level: 9 }))
        writeFileSync(
          path + '.br',
          brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        )
      }
    },
  }
}

export default defineConfig({
  root: __dirname,
  base: './', // works wherever nginx hangs it
  plugins: [vue(), compressed()],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: 'es2020',
    assetsInlineLimit: 0, // the policy lets no data: in but pictures
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: {
        index: resolve(__dirname, 'index.html'),
        office: resolve(__dirname, 'office.html'),
        screen: resolve(__dirname, 'screen.html'),
      },
    },
  },
  server: { proxy: { '/api': process.env.LINLI_API ?? 'http://127.0.0.1:8311' } },
})
