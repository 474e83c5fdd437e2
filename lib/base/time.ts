// Time inside is epoch milliseconds; pure code is handed the moment it speaks of.
import type { Brand } from './brand.ts'

export type EpochMs = Brand<number, 'EpochMs'>

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

export function epochMs(value: number): EpochMs {
  return value as EpochMs // the one door into the brand: every number of milliseconds comes through here
}

export function later(at: EpochMs, durationMs: number): EpochMs {
  return epochMs(at + durationMs)
}
