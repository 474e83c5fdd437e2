// The audit log as people read it: it only grows, and nothing here changes it.
import * as z from 'zod/mini'
import { contract } from './contract.ts'
import { Nothing, Time } from './scalars.ts'

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
  detail: z.record(z.string(), z.unknown()),
  correlation_id: z.string(),
  /** Hexadecimal. */
  hash: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

const part = z.string().check(z.minLength(1), z.maxLength(120))
export const AuditFilter = z.strictObject({
  /** A person's id, or a kind of actor: user, token, operator, system. */
  actor: z.optional(part),
  /** The whole of an action, or its beginning up to a dot: `session` finds `session.opened`. */
  action: z.optional(part),
  object: z.optional(part),
  correlation_id: z.optional(part),
  from: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
  until: z.optional(z.coerce.number().check(z.int(), z.nonnegative())),
})
export type AuditFilter = z.infer<typeof AuditFilter>

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
    cursor: z.optional(z.string().check(z.maxLength(200))),
  }),
  body: Nothing,
  reply: z.strictObject({ entries: z.array(AuditEntry), next_cursor: z.nullable(z.string()) }),
  status: 200,
  refusals: [],
})
