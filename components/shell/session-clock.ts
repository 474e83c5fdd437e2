// How long a session still lives, and when somebody should be told: pure, by the clock of the desk.
import { MINUTE_MS } from '#lib/base/time.ts'

export type SessionSpan = { idleAt: number; expiresAt: number }
export type SessionPhase =
  | { phase: 'calm' }
  /** Unused for long: it ends unless somebody says that they are here. */
  | { phase: 'idle-soon'; leftMs: number }
  /** Old: it ends whatever one does, and signing in again makes a new one. */
  | { phase: 'old-soon'; leftMs: number }
  | { phase: 'over' }

const WARN_MS = 2 * MINUTE_MS
/** Whoever pressed or typed so lately is here, and is not asked whether they are. */
const PRESENT_MS = 5 * MINUTE_MS

export function phaseOf({ idleAt, expiresAt }: SessionSpan, now: number): SessionPhase {
  const leftMs = Math.min(idleAt, expiresAt) - now
  if (leftMs <= 0) return { phase: 'over' }
  if (leftMs > WARN_MS) return { phase: 'calm' }
  return { phase: expiresAt <= idleAt ? 'old-soon' : 'idle-soon', leftMs }
}

export function isPresent(lastActedAt: number | null, now: number): boolean {
  return lastActedAt !== null && now - lastActedAt < PRESENT_MS
}

/** `2:00`, `0:09`: what a clock that runs down shows. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
