// The desk by its rows: who beat within the last minute, what the database says of itself, what the machines have left, and
// when the jobs come next.
import { ok } from '#lib/base/result.ts'
import { nextRun } from '#lib/base/schedule.ts'
import { epochMs, MINUTE_MS } from '#lib/base/time.ts'
import type { ReadHealth } from '#lib/wire/health.ts'
import { unopenedSeeds } from '#server/auth/unopened-seeds.ts'
import { listBeats } from '#server/db/heartbeats.ts'
import { listSchedules } from '#server/db/job-schedules.ts'
import { measureDatabase } from '#server/db/measures.ts'
import { listMachines } from '#server/db/resources.ts'
import type { Verb } from '../context.ts'

export const readHealth: Verb<typeof ReadHealth> = async ({ ctx }) => {
  const { sql } = ctx.db
  const isOwner = ctx.actor.role === 'owner'
  const [processes, database, resources, schedules, unopened] = await Promise.all([
    listBeats(sql, { since: epochMs(ctx.at - MINUTE_MS) }),
    measureDatabase(sql),
    listMachines(sql),
    listSchedules(sql),
    isOwner ? unopenedSeeds(sql, ctx.auth) : null,
  ])
  const { version, sizeBytes, connections } = database
  const schedule = schedules.flatMap(({ name, cron }) => {
    const next = nextRun(cron, ctx.at)
    return next === undefined ? [] : [{ name, next_at: next }]
  })
  return ok({
    at: ctx.at,
    processes,
    database: { version, size_bytes: sizeBytes, connections },
    resources,
    schedule,
    unopened_apps: unopened,
  })
}
