// A process as the desk shows it: who beats, since when, and how much memory it takes.
import * as z from 'zod/mini'
import { Time, Uuid } from './scalars.ts'

export const ProcessName = z.enum(['supervisor', 'web', 'engine', 'strategy-host', 'jobs'])
export type ProcessName = z.infer<typeof ProcessName>

const HOST_LENGTH_MAX = 255
const BUILD_LENGTH_MAX = 128
/** The last moment that a Date can hold. */
const MOMENT_MAX_MS = 8_640_000_000_000_000
const Moment = Time.check(z.maximum(MOMENT_MAX_MS))
const Count = z.int().check(z.nonnegative())

export const ProcessBeat = z.strictObject({
  process: ProcessName,
  incarnation: Uuid,
  pid: Count,
  host: z.string().check(z.maxLength(HOST_LENGTH_MAX)),
  build: z.string().check(z.maxLength(BUILD_LENGTH_MAX)),
  started_at: Moment,
  beat_at: Moment,
  rss_bytes: Count,
  restarts: Count,
})
export type ProcessBeat = z.infer<typeof ProcessBeat>

/** The beat is written this often; a process that is silent for the second number is shown as stale. */
export const BEAT_EVERY_MS = 2_000
export const BEAT_STALE_MS = 10_000
