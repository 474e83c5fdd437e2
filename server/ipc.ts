// What a supervisor and its children say to each other over Node's IPC channel: one union for each direction, parsed at both
// ends, because a child is less trusted than its parent.
import { z } from 'zod'

export const FromChild = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('bus'), frame: z.unknown() }),
  z.strictObject({ kind: z.literal('metrics'), id: z.int(), metrics: z.array(z.unknown()) }),
])
export type FromChild = z.infer<typeof FromChild>

export const ToChild = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('bus'), frame: z.unknown() }),
  z.strictObject({ kind: z.literal('metrics'), id: z.int() }),
])
export type ToChild = z.infer<typeof ToChild>

/** `desk backup --json` tells how far it is on standard error, one line each, and its result on standard output. */
export const BackupProgress = z.strictObject({
  progress_pct: z.number().min(0).max(100),
  message: z.string(),
})
export type BackupProgress = z.infer<typeof BackupProgress>
/** How a message begins that must not be lost among the others: it is made, and something is not as it should be. */
export const BACKUP_WARNING = 'WARNING: '
export const BackupMade = z.object({ backup: z.string(), bytes: z.int() })

/** A child that has not stopped after this long is given up by itself; the supervisor ends it a little later. */
export const STOP_WITHIN_MS = 8_000
/** The child lost what it needs to be of use, as in sysexits.h: start it again. */
export const EXIT_TEMPORARY = 75
/** What the child was handed makes no sense: starting it again would not help. */
export const EXIT_CONFIG = 78
