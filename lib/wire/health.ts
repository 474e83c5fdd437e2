// How the desk is: its processes by their last beat, its database, what its machines have left, and when jobs come next.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { JobName } from './job.ts'
import { ProcessBeat } from './process.ts'
import { Nothing, Time } from './scalars.ts'

const Bytes = z.int().check(z.nonnegative())

/** What a machine of the desk has left, as its jobs process measured it last; that is done each minute. */
export const Machine = z.strictObject({
  host: z.string(),
  at: Time,
  cpu_count: z.int(),
  /** Processes that wanted a processor, on average over the last minute; null where the system does not count them. */
  load: z.nullable(z.number()),
  memory_bytes: Bytes,
  /** Could be had without taking it from anybody. */
  memory_available_bytes: Bytes,
  /** The disk of the data folder. */
  disk_bytes: z.nullable(Bytes),
  disk_free_bytes: z.nullable(Bytes),
  /** How late the jobs process came to its own work, at the 99th percentile. */
  loop_delay_ms: z.number().check(z.nonnegative()),
})
export type Machine = z.infer<typeof Machine>

export const Health = z.strictObject({
  at: Time,
  /** Those that beat within the last minute, the latest life of each last; a stale beat is for the reader to see. */
  processes: z.array(ProcessBeat),
  database: z.strictObject({ version: z.string(), size_bytes: z.int(), connections: z.int() }),
  /** The last to measure first; empty before the first measure. */
  resources: z.array(Machine),
  /** When the jobs that come by themselves come next. */
  schedule: z.array(z.strictObject({ name: JobName, next_at: Time })),
  /** Of how many people no code of their app counts, for the desk lost the secret it sealed them with; null but for owners. */
  unopened_apps: z.nullable(z.int().check(z.nonnegative())),
})
export type Health = z.infer<typeof Health>

export const ReadHealth = contract({
  name: 'ReadHealth',
  method: 'GET',
  path: '/api/v1/health',
  summary: 'How the desk is: processes by their last beat, database, resources, and when jobs come next',
  access: 'viewer',
  scope: 'read',
  effect: 'read',
  params: Nothing,
  query: Nothing,
  body: Nothing,
  reply: Health,
  status: 200,
  refusals: [],
})
