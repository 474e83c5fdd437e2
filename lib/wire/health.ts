// How the desk is: its processes by their last beat, and its database.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { ProcessBeat } from './process.ts'
import { Nothing, Time } from './scalars.ts'

export const Health = z.strictObject({
  at: Time,
  /** Those that beat within the last minute, the latest life of each last; a stale beat is for the reader to see. */
  processes: z.array(ProcessBeat),
  database: z.strictObject({ version: z.string(), size_bytes: z.int() }),
})
export type Health = z.infer<typeof Health>

export const ReadHealth = contract({
  name: 'ReadHealth',
  method: 'GET',
  path: '/api/v1/health',
  summary: 'How the desk is: processes by their last beat, and the database',
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
