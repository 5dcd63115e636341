/* What of a browser the outbox touches, for node. Import before anything of shared/. */
import 'fake-indexeddb/auto'

function drawer() {
  const kept = new Map<string, string>()
  return {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
    removeItem: (k: string) => void kept.delete(k),
  }
}
const quiet = { addEventListener: () => {}, setInterval: () => 0 }
const put = (name: string, value: unknown) =>
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
put('localStorage', drawer())
put('sessionStorage', drawer())
put('location', { href: 'http://linli.test/' })
put('navigator', { onLine: true, language: 'zh-CN' })
put('window', quiet)
put('document', { ...quiet, createElement: () => ({}), documentElement: { lang: '' }, visibilityState: 'visible' })
