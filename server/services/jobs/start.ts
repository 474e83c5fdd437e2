// Queues a job now. One run of a job at a time: who asks while it runs is told which run that is.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { StartJob } from '#lib/wire/job.ts'
import { addJobRun, findOpenJobRun, holdJob } from '#server/db/job-runs.ts'
import type { Verb } from '../context.ts'

export const startJob: Verb<typeof StartJob> = async ({ ctx, input }) => {
  const { name } = input.body
  await holdJob(ctx.tx.sql, name)
  const open = await findOpenJobRun(ctx.tx.sql, name)
  if (open !== undefined) {
    return refused({ code: 'CONFLICT', message: `The job ${name} is ${open.state} already: run ${open.id}.` })
  }
  const { actor, correlationId, at } = ctx
  const run = await addJobRun(ctx.tx.sql, { name, requestedBy: actor.user_id, correlationId, at })
  ctx.audit({ chain: INSTALLATION, action: 'job.queued', object: run.id, detail: { name } })
  return ok(run)
}
