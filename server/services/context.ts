// What a verb is told beside its input: who asks, when, and what it may use. The contract decides which of it there is.
import type { AccountId, SessionId, UserId } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import type { Result } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { AnyContract, Input, Reply } from '#lib/wire/contract.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Db, Tx } from '#server/db/client.ts'

export type UserActor = {
  readonly kind: 'user'
  readonly user_id: UserId
  readonly session_id: SessionId
  readonly role: Role
}
export type Actor = UserActor | { readonly kind: 'anonymous' }

type Asked<Who extends Actor> = {
  readonly actor: Who
  readonly at: EpochMs
  /** One for each wish, in every log line and audit row that it causes. */
  readonly correlationId: string
}
export type ReadCtx<Who extends Actor = UserActor> = Asked<Who> & { readonly db: Db }

/** A write has no other way to the database than its one transaction. */
export type WriteCtx = Asked<UserActor> & {
  readonly tx: Tx
  readonly key: string
  readonly bodyHash: Buffer
  /** What was done, appended as the last statement of the transaction: a write without it does not commit. */
  audit(done: Audited): void
}
export type Audited = {
  readonly chain: AccountId
  readonly action: string
  readonly object: string
  readonly detail: Record<string, unknown>
}

export type Ctx<C extends AnyContract> = C['effect'] extends 'write'
  ? WriteCtx
  : ReadCtx<C['access'] extends 'anonymous' ? Actor : UserActor>

export type Call<C extends AnyContract> = { readonly ctx: Ctx<C>; readonly input: Input<C> }

export type Verb<C extends AnyContract> = (call: Call<C>) => Promise<Result<Reply<C>, Refusal>>
