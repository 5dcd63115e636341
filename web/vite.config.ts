import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin, type Rollup } from 'vite'

const out = resolve(__dirname, '../build/web')

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? filesOf(join(folder, e.name)) : [join(folder, e.name)],
  )
}

/* Heavy, and asked for only by who opens a map: it is not put on every phone beforehand. */
const MAP = '/shared/map/engine.ts'

type Bundle = Rollup.OutputBundle
const FACES = { index: 'mobile', office: 'office', screen: 'screen' }

/** All that a face may load, but for what only `but` needs. What brings along a piece of another face would start that one. */
function chunksOf(bundle: Bundle, entry: keyof typeof FACES, but?: string): Set<string> {
  const others = Object.values(FACES).filter((f) => f !== FACES[entry])
  const strange = new RegExp(`/web/(${others.join('|')})/`)
  const list = new Set<string>()
  const seen = new Set<string>()
  const take = (name: string) => {
    const chunk = bundle[name]
    if (seen.has(name) || chunk?.type !== 'chunk' || (but && chunk.facadeModuleId?.endsWith(but))) return
    const wrong = chunk.moduleIds.find((id) => strange.test(id))
    if (wrong) throw new Error(`${name} brings ${wrong} into ${entry}.html: see manualChunks`)
    seen.add(name)
    list.add(name)
    chunk.viteMetadata?.importedCss.forEach((f) => list.add(f))
    chunk.viteMetadata?.importedAssets.forEach((f) => list.add(f))
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) take(next)
  }
  for (const chunk of Object.values(bundle))
    if (chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith(`/${entry}.html`)) take(chunk.fileName)
  return list
}

/** The service worker knows all that the mobile face may load but the map, and only that. */
function precached(): Plugin {
  return {
    name: 'linli-precached',
    apply: 'build',
    writeBundle(_options, bundle) {
      for (const face of ['index', 'office', 'screen'] as const) chunksOf(bundle, face)
      const page = readFileSync(resolve(__dirname, 'index.html'))
      const files = ['icon.svg', 'manifest.webmanifest', ...[...chunksOf(bundle, 'index', MAP)].sort()]
      const version = createHash('sha256').update(page).update(files.join()).digest('hex').slice(0, 16)
      const source = readFileSync(resolve(__dirname, 'mobile/sw.js'), 'utf8')
        .replace("'unbuilt'", JSON.stringify(version))
        .replace('const FILES = []', `const FILES = ${JSON.stringify(files)}`)
      writeFileSync(join(out, 'sw.js'), source)
    },
  }
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
  plugins: [vue(), precached(), compressed()],
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
      output: {
        // Used at once by some pages and later by the map: Rollup would lay it into one of the pages.
        manualChunks: (id) => (id.endsWith('/shared/map/marks.ts') ? 'marks' : undefined),
      },
      input: {
        index: resolve(__dirname, 'index.html'),
        office: resolve(__dirname, 'office.html'),
        screen: resolve(__dirname, 'screen.html'),
      },
    },
  },
  server: { proxy: { '/api': process.env.LINLI_API ?? 'http://127.0.0.1:8311' } },
})
