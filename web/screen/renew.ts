/*
 * A page that hangs for weeks begins anew each night, when the server answers: what a browser may
 * have piled up is gone, and a new version of the program is taken up.
 */
const HOUR = 4
const LOOK = 10 * 60000
const LEAST = 2 * 3600000 // not again in the same hour

export function renewAtNight(began = Date.now()): () => void {
  const timer = window.setInterval(async () => {
    const hour = Number(new Date().toLocaleString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', hour12: false }))
    if (hour !== HOUR || Date.now() - began < LEAST) return
    const there = await fetch(location.pathname, { cache: 'no-store' }).then((r) => r.ok, () => false)
    if (there) location.reload()
  }, LOOK)
  return () => window.clearInterval(timer)
}
