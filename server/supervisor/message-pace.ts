// How many messages of one child are read: a token bucket, so that a child that floods its channel costs the supervisor no
// more than cutting its lines, and the other children none of their turn.
import type { Clock } from '#server/clock.ts'

/** Far above what a busy desk says; an engine that drains a full outbox says it in bursts. */
const MESSAGES_PER_SECOND = 2_000
export const MESSAGES_AT_ONCE_MAX = 4_000

/** False when this one comes too soon. */
export type MessagePace = () => boolean

export function openPace({ monotonicMs }: Pick<Clock, 'monotonicMs'>): MessagePace {
  let tokens = MESSAGES_AT_ONCE_MAX
  let lastMs = monotonicMs()
  return () => {
    const nowMs = monotonicMs()
    tokens = Math.min(MESSAGES_AT_ONCE_MAX, tokens + ((nowMs - lastMs) * MESSAGES_PER_SECOND) / 1_000)
    lastMs = nowMs
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}
