// How long a token lives, and how it stands with one now.
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
import type { ApiToken } from '#lib/wire/token.ts'

export const LIFETIMES = [
  { days: 7, title: '7 days' },
  { days: 30, title: '30 days' },
  { days: 90, title: '90 days' },
  { days: 365, title: '1 year' },
] as const
export const LIFETIME_DEFAULT_DAYS = 30

const ENDING_WITHIN_MS = 7 * DAY_MS

export type TokenLife = 'ended' | 'ending' | 'good'

export function tokenLife(token: Pick<ApiToken, 'expires_at'>, now: number): TokenLife {
  if (token.expires_at <= now) return 'ended'
  return token.expires_at - now <= ENDING_WITHIN_MS ? 'ending' : 'good'
}

/** Whoever has just made it reads what they chose. */
const JUST_MADE_MS = 10 * MINUTE_MS

/** `in 6 days`, in hours on the last two. */
export function endsWords(token: Pick<ApiToken, 'expires_at'>, now: number): string {
  const leftMs = token.expires_at - now
  if (leftMs <= 0) return 'ended'
  if (leftMs < HOUR_MS) return 'in less than an hour'
  const [count, unit] =
    leftMs < 2 * DAY_MS
      ? [Math.floor(leftMs / HOUR_MS), 'hour']
      : [Math.floor((leftMs + JUST_MADE_MS) / DAY_MS), 'day']
  return `in ${count} ${unit}${count === 1 ? '' : 's'}`
}

/** A call that only looks, to see that a token works. */
export function curlOf(origin: string, text: string): string {
  return `curl -H 'Authorization: Bearer ${text}' ${origin}/api/v1/health`
}
