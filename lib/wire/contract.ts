// A contract says everything about one way through the API: the route enforces it, the browser calls by it, and the
// OpenAPI document is made of it.
import type * as z from 'zod/mini'
import type { RefusalCode } from '../base/refusal.ts'
import type { Role } from './role.ts'
import type { Scope } from './scope.ts'

type Schema = z.ZodMiniType

export type AnyContract = {
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: `/api/${string}`
  readonly summary: string
  /** The least role that may come in; `anonymous` needs no session. */
  readonly access: 'anonymous' | Role
  /** The least scope of an API token that may come in as well; `none`: a person's own session only. */
  readonly scope: Scope | 'none'
  /** Danger asks for a second factor of the last minutes. */
  readonly stepUp?: true
  /**
   * A write is done once for each Idempotency-Key, and its answer is kept. `unkept` writes too, but its answer may not be kept:
   * it proves who one is, or shows a secret once. A POST that only reads (its input is too secret for a URL) is a read.
   */
  readonly effect: 'read' | 'write' | 'unkept'
  readonly params: Schema
  readonly query: Schema
  readonly body: Schema
  readonly reply: Schema
  /** The reply is no JSON but a file of one of these types, sent as it is read: `reply` says what each piece of it is. */
  readonly file?: readonly string[]
  readonly status: 200 | 201 | 202
  readonly refusals: readonly RefusalCode[]
}

export type Input<C extends AnyContract> = {
  params: z.output<C['params']>
  query: z.output<C['query']>
  body: z.output<C['body']>
}
export type Reply<C extends AnyContract> = z.output<C['reply']>

/** Keeps every word of a contract as its own type, so that a service knows whether somebody is signed in. */
export function contract<const C extends AnyContract>(of: C): C {
  return of
}

/** Borne by what a page asks for by itself, to stay up to date: it is no sign that somebody is there. */
export const UNATTENDED = 'x-unattended'
