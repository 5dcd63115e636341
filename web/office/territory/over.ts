/* What ended is read, and no more changed. */
const OFFSET = 8 * 3600000 // of China's clock

export function isOver(node: { to?: string }): boolean {
  return !!node.to && node.to <= new Date(Date.now() + OFFSET).toISOString().slice(0, 10)
}
