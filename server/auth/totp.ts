// Codes of an authenticator app: six digits, a new one every thirty seconds, as every such app makes them (RFC 6238).
import { timingSafeEqual } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { type EpochMs, epochMs, MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'

const STEP_MS = 30 * SECOND_MS
/** Whoever began to type in time may finish. */
const LATE_MS = 5 * SECOND_MS
const CLOCK_OFF_MAX_MS = 20 * MINUTE_MS

/** 160 random bits, as base32: what the app is shown. */
export function newSecret(): string {
  return new Secret({ size: 20 }).base32
}

export function uriOf(secret: string, label: string): string {
  return totp(secret, label).toString()
}

/** The time step whose code this is, if it counts now: this step's, or in its first seconds the one before. */
export function stepOfCode(secret: string, code: string, at: EpochMs): bigint | undefined {
  const now = stepAt(at)
  const steps = at % STEP_MS < LATE_MS ? [now, now - 1] : [now]
  const found = steps.find(step => isCodeOf(secret, code, step))
  return found === undefined ? undefined : BigInt(found)
}

/**
 * The first code of a new seed. Only here, where the person is shown the seed itself, they are told that it is their clock
 * that is wrong.
 */
export function checkFirstCode(secret: string, typed: string, at: EpochMs): Result<bigint, string> {
  const code = plainCode(typed)
  const step = stepOfCode(secret, code, at)
  if (step !== undefined) return ok(step)
  const stepsMax = CLOCK_OFF_MAX_MS / STEP_MS
  for (let off = 1; off <= stepsMax; off += 1) {
    if (isCodeOf(secret, code, stepAt(at) - off)) return refused(behind(off))
    if (isCodeOf(secret, code, stepAt(at) + off)) return refused(aheadBy(off))
  }
  return refused('That is not the code that the app shows for this desk now: type the six digits anew.')
}

/** What the app shows at this moment. */
export function codeAt(secret: string, at: EpochMs): string {
  return totp(secret).generate({ timestamp: at })
}

/** Spaces and dashes are how people read them aloud, and full-width digits how some keyboards type them. */
export function plainCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase()
}

function behind(steps: number): string {
  if (steps === 1) return 'That code has just run out: type the one that the app shows now.'
  return `Your phone's clock is about ${minutes(steps)} behind: set it to automatic, then type the new code.`
}

function aheadBy(steps: number): string {
  return `Your phone's clock is about ${minutes(steps)} ahead: set it to automatic, then type the new code.`
}

function minutes(steps: number): string {
  const count = Math.max(1, Math.round((steps * STEP_MS) / MINUTE_MS))
  return count === 1 ? 'a minute' : `${count} minutes`
}

function isCodeOf(secret: string, code: string, step: number): boolean {
  const right = Buffer.from(codeAt(secret, epochMs(step * STEP_MS)))
  const shown = Buffer.from(code)
  return shown.length === right.length && timingSafeEqual(shown, right)
}

function stepAt(at: EpochMs): number {
  return Math.floor(at / STEP_MS)
}

function totp(secret: string, label = ''): TOTP {
  return new TOTP({
    issuer: 'Plimsoll',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_MS / SECOND_MS,
  })
}
