// A contract says everything about one way through the API: the route enforces it, the browser calls by it, and the
// OpenAPI document is made of it.
import type * as z from 'zod/mini'
import type { RefusalCode } from '../base/refusal.ts'
import type { Role } from './role.ts'

type Schema = z.ZodMiniType

export type Contract<
  Params extends Schema = Schema,
  Query extends Schema = Schema,
  Body extends Schema = Schema,
  Reply extends Schema = Schema,
> = {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/api/v1/${string}`
  readonly summary: string
  /** The least role that may come in; `anonymous` needs no session. */
  readonly access: 'anonymous' | Role
  /** A write is done once for each Idempotency-Key; a POST that only reads (its input is too secret for a URL) is not one. */
  readonly effect: 'read' | 'write'
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly reply: Reply
  readonly status: 200 | 201 | 202
  readonly refusals: readonly RefusalCode[]
}

export type AnyContract = Contract
export type Input<C extends AnyContract> = {
  params: z.output<C['params']>
  query: z.output<C['query']>
  body: z.output<C['body']>
}
export type Reply<C extends AnyContract> = z.output<C['reply']>

export function contract<
  Params extends Schema,
  Query extends Schema,
  Body extends Schema,
  Answer extends Schema,
>(of: Contract<Params, Query, Body, Answer>): Contract<Params, Query, Body, Answer> {
  return of
}
