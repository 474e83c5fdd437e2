// Does what was asked: a write within its one transaction, anything else with the database; what comes back keeps the
// contract.
import { assert } from '#lib/base/assert.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { AnyContract, Input } from '#lib/wire/contract.ts'
import type { Auth } from '#server/auth/auth.ts'
import type { Db } from '#server/db/client.ts'
import type { Actor, Call, Verb, Visitor } from '#server/services/context.ts'
import { writeOnce } from '#server/services/write-once.ts'

export type Asked<C extends AnyContract> = {
  actor: Actor
  visitor: Visitor
  auth: Auth
  input: Input<C>
  key: string | null
  correlationId: string
  at: EpochMs
  db: Db
}
export type Answer = { status: number; reply: unknown }

export async function perform<C extends AnyContract>(
  contract: C,
  verb: Verb<C>,
  asked: Asked<C>,
): Promise<Result<Answer, Refusal>> {
  const { input, key, db, ...who } = asked
  const { actor, visitor, ...plain } = who
  const run = (ctx: unknown) => ask(contract, verb, { ctx, input })
  const { path, method, status, effect } = contract
  if (effect !== 'write') {
    const reply = await run({ ...plain, actor, db, ...(effect === 'unkept' ? { visitor } : {}) })
    return reply.ok ? ok({ status, reply: reply.value }) : reply
  }
  assert(actor.kind !== 'anonymous', 'nobody writes without being known')
  if (key === null || !KEY.test(key)) return refused(NO_KEY)
  return await writeOnce({ ...who, actor, key, db, route: `${method} ${path}`, status, input }, run)
}

/** The effect of a contract, and whom it lets in, decide which context there is: the caller hands in that one. */
export async function ask<C extends AnyContract>(
  contract: C,
  verb: Verb<C>,
  call: { ctx: unknown; input: Input<C> },
): Promise<Result<unknown, Refusal>> {
  const reply = await verb(call as Call<C>)
  if (!reply.ok || contract.file !== undefined) return reply
  return ok(kept(contract, reply.value))
}

const KEY = /^[\x21-\x7e]{8,128}$/

const NO_KEY: Refusal = {
  code: 'BAD_REQUEST',
  message: 'A write bears an Idempotency-Key of 8 to 128 visible characters, new for each wish.',
}

/** A reply that is not as documented is a bug of ours, and a write that made it does not commit. */
function kept(contract: AnyContract, reply: unknown): unknown {
  const parsed = contract.reply.safeParse(reply)
  assert(parsed.success, `${contract.name} does not reply what its contract says: ${parsed.error?.message}`)
  return parsed.data
}
