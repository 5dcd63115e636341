/* What ended is read, and no more changed. */
import { today } from '../../shared/time'

export function isOver(node: { to?: string }): boolean {
  return !!node.to && node.to <= today()
}
