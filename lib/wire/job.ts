// A run of a job, with progress that a browser can follow.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing, Time, Uuid } from './scalars.ts'

export const JobName = z.enum(['retention', 'backup', 'audit-head', 'audit-check', 'measure'])
export type JobName = z.infer<typeof JobName>

const JobState = z.enum(['queued', 'running', 'done', 'failed'])

export const JobRun = z.strictObject({
  id: Uuid,
  name: JobName,
  state: JobState,
  progress_pct: z.number().check(z.minimum(0), z.maximum(100)),
  message: z.string(),
  requested_by: z.nullable(Uuid),
  /** That of the request that asked; a run nobody asked for begins one of its own. */
  correlation_id: z.string(),
  queued_at: Time,
  started_at: z.nullable(Time),
  finished_at: z.nullable(Time),
})
export type JobRun = z.infer<typeof JobRun>

export const ListJobs = contract({
  name: 'ListJobs',
  method: 'GET',
  path: '/api/v1/jobs',
  summary: 'The last runs of the jobs, newest first',
  access: 'viewer',
  scope: 'read',
  effect: 'read',
  params: Nothing,
  query: z.strictObject({
    /** The runs of one job alone. */
    name: z.optional(JobName),
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500)), 50),
    cursor: z.optional(Uuid),
  }),
  body: Nothing,
  reply: z.strictObject({ jobs: z.array(JobRun), next_cursor: z.nullable(Uuid) }),
  status: 200,
  refusals: [],
})

export const StartJob = contract({
  name: 'StartJob',
  method: 'POST',
  path: '/api/v1/jobs',
  summary: 'Queue a job now; its progress is on the stream, topic `jobs`',
  access: 'owner',
  scope: 'trade',
  effect: 'write',
  params: Nothing,
  query: Nothing,
  body: z.strictObject({ name: JobName }),
  reply: JobRun,
  status: 202,
  refusals: ['CONFLICT'],
})
