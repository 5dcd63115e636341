/* How a map and its list show how urgent something is; the same signs as StatusMark's. */
import { urgency } from '../time'

export type Mark = 'calm' | 'soon' | 'late' | 'paused' | 'ended'
export interface MapPoint {
  id: string
  lon: number
  lat: number
  name: string
  mark: Mark
}
export const SIGN: Record<Mark, string> = { calm: '●', soon: '▲', late: '■', paused: '‖', ended: '✓' }

export function markOf(of: { state?: string; due?: string; paused?: boolean }): Mark {
  if (of.state === 'ended') return 'ended'
  if (of.paused) return 'paused'
  const u = urgency(of.due)
  return u === 'none' ? 'calm' : u
}
