// What a verb is told beside its input: who asks, when, and what it may use. The contract decides which of it there is.
import type { AccountId, SessionId, TokenId, UserId } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import type { Result } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { AnyContract, Input, Reply } from '#lib/wire/contract.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Scope } from '#lib/wire/scope.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { Db, Tx } from '#server/db/client.ts'

export type UserActor = {
  readonly kind: 'user'
  readonly user_id: UserId
  readonly session_id: SessionId
  readonly role: Role
}
/** A program of a person's: what it may is bounded by its scope and by the person's role. */
export type TokenActor = {
  readonly kind: 'token'
  readonly user_id: UserId
  readonly token_id: TokenId
  readonly role: Role
  readonly scope: Scope
}
export type AnonymousActor = { readonly kind: 'anonymous' }
export type Actor = UserActor | TokenActor | AnonymousActor

/** From where somebody asks: for what is counted against guessing, and for the list of one's sessions. */
export type Visitor = {
  /** As a session shows it to its person; whoever counts by it takes `rateAddress` of it. */
  readonly address: string
  readonly userAgent: string | null
  /** Of the cookie that marks a browser which has been signed in from. */
  readonly deviceHash: Buffer | null
}

type Asked<Who extends Actor> = {
  readonly actor: Who
  readonly at: EpochMs
  /** One for each wish, in every log line and audit row that it causes. */
  readonly correlationId: string
  readonly auth: Auth
}

export type ReadCtx<Who extends Actor = UserActor> = Asked<Who> & { readonly db: Db }

/** Its transactions are its own, because a wrong guess is kept though it is refused; its answer is kept nowhere. */
export type UnkeptCtx<Who extends Actor = UserActor> = ReadCtx<Who> & { readonly visitor: Visitor }

/** A write has no other way to the database than its one transaction. */
export type WriteCtx<Who extends UserActor | TokenActor = UserActor | TokenActor> = Asked<Who> & {
  readonly visitor: Visitor
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

/** What no API token may do is done by a person. */
type SignedIn<C extends AnyContract> = C['scope'] extends 'none' ? UserActor : UserActor | TokenActor
type Asker<C extends AnyContract> = C['access'] extends 'anonymous' ? AnonymousActor : SignedIn<C>

export type Ctx<C extends AnyContract> = C['effect'] extends 'write'
  ? WriteCtx<SignedIn<C>>
  : C['effect'] extends 'unkept'
    ? UnkeptCtx<Asker<C>>
    : ReadCtx<Asker<C>>

export type Call<C extends AnyContract> = { readonly ctx: Ctx<C>; readonly input: Input<C> }

/** A file that is read while it is sent: no more of it is held than the pieces on their way. */
export type SentFile = {
  readonly name: string
  readonly type: string
  /** There was more than a file may hold. */
  readonly isCut: boolean
  readonly pieces: AsyncIterable<string>
}

type Answered<C extends AnyContract> = C extends { readonly file: readonly string[] } ? SentFile : Reply<C>

export type Verb<C extends AnyContract> = (call: Call<C>) => Promise<Result<Answered<C>, Refusal>>
