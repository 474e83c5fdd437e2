// The last runs of the jobs, a page at a time.
import { ok } from '#lib/base/result.ts'
import type { ListJobs } from '#lib/wire/job.ts'
import { listJobRuns } from '#server/db/job-runs.ts'
import type { Verb } from '../context.ts'

export const listJobs: Verb<typeof ListJobs> = async ({ ctx, input }) => {
  const { limit, cursor, name } = input.query
  const runs = await listJobRuns(ctx.db.sql, { limit: limit + 1, cursor, name })
  const jobs = runs.slice(0, limit)
  const hasMore = runs.length > limit
  return ok({ jobs, next_cursor: hasMore ? (jobs.at(-1)?.id ?? null) : null })
}
