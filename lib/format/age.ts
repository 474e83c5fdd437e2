// How long ago something was, in the fewest words that are still exact enough to act on.
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../base/time.ts'

/** `now` below a second and a half, so that a live figure does not flicker between 0 s and 1 s. */
export function age(ms: number): string {
  return ms < 1.5 * SECOND_MS ? 'now' : `${duration(ms)} ago`
}

/** One unit, or two while the second still matters. */
export function duration(ms: number): string {
  const positive = Math.max(0, ms)
  if (positive < MINUTE_MS) return `${Math.floor(positive / SECOND_MS)} s`
  if (positive < HOUR_MS)
    return two(positive, { of: MINUTE_MS, name: 'min', below: SECOND_MS, belowName: 's' })
  if (positive < DAY_MS) return two(positive, { of: HOUR_MS, name: 'h', below: MINUTE_MS, belowName: 'min' })
  return two(positive, { of: DAY_MS, name: 'd', below: HOUR_MS, belowName: 'h' })
}

type Units = { of: number; name: string; below: number; belowName: string }

function two(ms: number, units: Units): string {
  const whole = Math.floor(ms / units.of)
  const rest = Math.floor((ms - whole * units.of) / units.below)
  return rest === 0 || whole >= 10
    ? `${whole} ${units.name}`
    : `${whole} ${units.name} ${rest} ${units.belowName}`
}
