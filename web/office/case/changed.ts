/* A case that somebody else changed while one wrote. */
import type { Line } from '../../shared/timeline'
import type { Case } from './useCase'

/** What one was about to send. */
export interface Mine {
  move: string
  title: string
  facts: { title: string; value: string }[]
}
export interface Changed {
  was: Case
  since: Line[] // what happened after one opened it
  mine?: Mine | undefined
}
