// How old a datum may be before it is shown as delayed, stale or offline. Freshness belongs to the datum, not to the socket.

export type Freshness = 'live' | 'delayed' | 'stale' | 'offline'
export type Limits = { delayedMs: number; staleMs: number; offlineMs: number }

const ORDER: readonly Freshness[] = ['live', 'delayed', 'stale', 'offline']
/** Worse is shown at once; better only when it lasts, so that nothing flickers. */
const BETTER_AFTER_MS = 2_000

export function freshnessOf(ageMs: number, limits: Limits): Freshness {
  if (ageMs >= limits.offlineMs) return 'offline'
  if (ageMs >= limits.staleMs) return 'stale'
  return ageMs >= limits.delayedMs ? 'delayed' : 'live'
}

export type Shown = { freshness: Freshness; betterSince: number | null }

/** What is shown next, given what is shown now and what the age says. */
export function settle(shown: Shown | null, found: Freshness, nowMs: number): Shown {
  if (shown === null || isWorse(found, shown.freshness)) return { freshness: found, betterSince: null }
  if (found === shown.freshness) return { freshness: found, betterSince: null }
  const betterSince = shown.betterSince ?? nowMs
  return nowMs - betterSince >= BETTER_AFTER_MS
    ? { freshness: found, betterSince: null }
    : { freshness: shown.freshness, betterSince }
}

export function isWorse(one: Freshness, other: Freshness): boolean {
  return ORDER.indexOf(one) > ORDER.indexOf(other)
}
