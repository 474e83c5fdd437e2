// A process as the desk shows it: who beats, since when, and how much memory it takes.
import * as z from 'zod/mini'
import { Time, Uuid } from './scalars.ts'

export const ProcessName = z.enum(['supervisor', 'web', 'engine', 'strategy-host', 'jobs'])
export type ProcessName = z.infer<typeof ProcessName>

export const ProcessBeat = z.strictObject({
  process: ProcessName,
  incarnation: Uuid,
  pid: z.int(),
  host: z.string(),
  build: z.string(),
  started_at: Time,
  beat_at: Time,
  rss_bytes: z.int(),
  restarts: z.int(),
})
export type ProcessBeat = z.infer<typeof ProcessBeat>

/** The beat is written this often; a process that is silent for the second number is shown as stale. */
export const BEAT_EVERY_MS = 2_000
export const BEAT_STALE_MS = 10_000
