// The audit log as people read it: it only grows, and nothing here changes it.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing, Text, Time } from './scalars.ts'

export const AuditEntry = z.strictObject({
  chain: z.string(),
  /** Its place in its chain: grows by one without a gap. */
  sequence: z.string(),
  at: Time,
  actor: z.record(z.string(), z.unknown()),
  /** The name of the person who acted, where a person did. */
  actor_name: z.nullable(z.string()),
  action: z.string(),
  object: z.string(),
  /** The name of the person it was done to, where the object is one. */
  object_name: z.nullable(z.string()),
  detail: z.record(z.string(), z.unknown()),
  correlation_id: z.string(),
  /** Hexadecimal. */
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

const part = Text(120)
/** The last moment that a Date can hold. */
const MOMENT_MAX_MS = 8_640_000_000_000_000
const moment = z.coerce.number().check(z.int(), z.nonnegative(), z.maximum(MOMENT_MAX_MS))
export const AuditFilter = z.strictObject({
  /** A person's id, or a kind of actor: user, token, operator, system, anonymous. */
  actor: z.optional(part),
  /** The whole of an action, or what stands before its dot: `session` finds `session.opened`; several by commas. */
  action: z.optional(part),
  object: z.optional(part),
  correlation_id: z.optional(part),
  /** From this moment on. */
  from: z.optional(moment),
  /** Before this moment. */
  until: z.optional(moment),
})
export type AuditFilter = z.infer<typeof AuditFilter>

/** A file holds the newest ones at most: for older ones the time is narrowed. */
export const EXPORT_ROWS_MAX = 100_000

export const ExportAudit = contract({
  name: 'ExportAudit',
  method: 'GET',
  path: '/api/v1/audit/export',
  summary: 'The audit log as a file, newest first: at most the newest 100,000 rows of the filter',
  access: 'owner',
  scope: 'none',
  stepUp: true,
  effect: 'unkept',
  params: Nothing,
  query: z.extend(AuditFilter, { format: z.enum(['csv', 'jsonl']) }),
  body: Nothing,
  reply: z.string(),
  file: ['text/csv', 'application/x-ndjson'],
  status: 200,
  refusals: [],
})

export const ListAudit = contract({
  name: 'ListAudit',
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'The audit log, newest first',
  access: 'owner',
  scope: 'read',
  effect: 'read',
  params: Nothing,
  query: z.extend(AuditFilter, {
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500)), 50),
    cursor: z.optional(z.string().check(z.maxLength(400))),
  }),
  body: Nothing,
  reply: z.strictObject({ entries: z.array(AuditEntry), next_cursor: z.nullable(z.string()) }),
  status: 200,
  refusals: ['INVALID_INPUT'],
})
