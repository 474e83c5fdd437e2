// Days as a time zone has them: the day of a moment, and the moment that a day begins.
import { DAY_MS, type EpochMs, epochMs } from '../base/time.ts'

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** `2026-11-20` */
export function dayIn(at: number, timeZone: string): string {
  return wallOf(at, timeZone).slice(0, 10)
}

/** Undefined for what is no day. Where a day begins later than midnight, because the clocks were put forward, it begins then. */
export function dayStart(day: string, timeZone: string): EpochMs | undefined {
  const midnight = DAY.test(day) ? utcOf(`${day} 00:00:00`) : Number.NaN
  if (!Number.isFinite(midnight)) return undefined
  const guess = midnight - aheadMs(midnight, timeZone)
  const start = midnight - aheadMs(guess, timeZone)
  // Clocks that were put forward over midnight have no such time: the first moment that bears the day's name is meant.
  return epochMs(dayIn(start, timeZone) === day ? start : Math.max(guess, start))
}

/** The day after, whatever its length. */
export function dayAfter(day: string, timeZone: string): EpochMs | undefined {
  const midnight = DAY.test(day) ? utcOf(`${day} 00:00:00`) : Number.NaN
  return Number.isFinite(midnight) ? dayStart(spelled(midnight + DAY_MS).slice(0, 10), timeZone) : undefined
}

/** By how much the clocks of the zone are ahead of UTC at this moment. */
function aheadMs(at: number, timeZone: string): number {
  return utcOf(wallOf(at, timeZone)) - Math.floor(at / 1_000) * 1_000
}

function wallOf(at: number, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...SHAPE, timeZone }).format(at)
  } catch (cause) {
    if (cause instanceof RangeError) return spelled(at) // a zone that this machine does not know: UTC, as times are shown then
    throw cause
  }
}

const SHAPE = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const satisfies Intl.DateTimeFormatOptions

function utcOf(wall: string): number {
  // biome-ignore lint/style/noRestrictedGlobals: the calendar of a given moment, not the clock
  return Date.parse(`${wall.replace(' ', 'T')}Z`)
}

function spelled(at: number): string {
  // biome-ignore lint/style/noRestrictedGlobals: the calendar of a given moment, not the clock
  return new Date(at).toISOString().replace('T', ' ').slice(0, 19)
}
