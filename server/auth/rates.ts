// How often somebody may knock: a bucket of tokens for each key, refilled steadily; the number of keys is bounded.
import { MINUTE_MS } from '#lib/base/time.ts'
import type { Clock } from '#server/clock.ts'

/** Takes one token and answers 0, or answers how many milliseconds to wait for the next. */
export type TakeRate = (key: string) => number

type Limits = { perMinute: number; keysMax: number }
type Bucket = { tokens: number; filledAtMs: number }

const LIMITS: Limits = { perMinute: 300, keysMax: 20_000 }

export function openRates(clock: Clock, { perMinute, keysMax }: Limits = LIMITS): TakeRate {
  const buckets = new Map<string, Bucket>()
  const perMs = perMinute / MINUTE_MS
  return key => {
    const nowMs = clock.monotonicMs()
    const last = buckets.get(key) ?? { tokens: perMinute, filledAtMs: nowMs }
    const tokens = Math.min(perMinute, last.tokens + (nowMs - last.filledAtMs) * perMs)
    buckets.delete(key) // and set again: the map's order is then the order of use
    if (buckets.size >= keysMax) forgetOldest(buckets)
    const isAllowed = tokens >= 1
    buckets.set(key, { tokens: isAllowed ? tokens - 1 : tokens, filledAtMs: nowMs })
    return isAllowed ? 0 : Math.ceil((1 - tokens) / perMs)
  }
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key)
    return
  }
}
