// The desk by its rows: who beat within the last minute, and what the database says of itself.
import { ok } from '#lib/base/result.ts'
import { epochMs, MINUTE_MS } from '#lib/base/time.ts'
import type { ReadHealth } from '#lib/wire/health.ts'
import { listBeats } from '#server/db/heartbeats.ts'
import { measureDatabase } from '#server/db/measures.ts'
import type { Verb } from '../context.ts'

export const readHealth: Verb<typeof ReadHealth> = async ({ ctx }) => {
  const [processes, database] = await Promise.all([
    listBeats(ctx.db.sql, { since: epochMs(ctx.at - MINUTE_MS) }),
    measureDatabase(ctx.db.sql),
  ])
  const { version, sizeBytes } = database
  return ok({ at: ctx.at, processes, database: { version, size_bytes: sizeBytes } })
}
