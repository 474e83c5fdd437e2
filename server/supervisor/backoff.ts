// How long to wait before a process that ended is started again: longer each time, and from the beginning once it has lived
// for a while.
import { MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'

const FIRST_MS = SECOND_MS
const LONGEST_MS = 30 * SECOND_MS
const SETTLED_MS = MINUTE_MS
const LOOP_FROM = 5

export type Falls = {
  /** How often it fell without having lived for a minute in between. */
  readonly inARow: number
  readonly delayMs: number
  readonly isLoop: boolean
}

export const NO_FALLS: Falls = { inARow: 0, delayMs: 0, isLoop: false }
/** It lost what it needs and said so: it is tried again each second until that is back, and nothing is held against it. */
export const SET_BACK: Falls = { inARow: 0, delayMs: FIRST_MS, isLoop: false }

export function fall(before: Falls, livedMs: number): Falls {
  const inARow = livedMs >= SETTLED_MS ? 1 : before.inARow + 1
  return {
    inARow,
    delayMs: Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(inARow - 1, 10)),
    isLoop: inARow >= LOOP_FROM,
  }
}
