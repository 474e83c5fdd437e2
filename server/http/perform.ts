// Does what was asked: a read with the database, a write within its one transaction; what comes back keeps the contract.
import { assert } from '#lib/base/assert.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { AnyContract, Input } from '#lib/wire/contract.ts'
import type { Viewer } from '#server/auth/sessions.ts'
import type { Db } from '#server/db/client.ts'
import type { Actor, Call, UserActor, Verb } from '#server/services/context.ts'
import { writeOnce } from '#server/services/write-once.ts'

export type Asked<C extends AnyContract> = {
  viewer: Viewer | undefined
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
  const { viewer, input, correlationId, at, db } = asked
  const run = async (ctx: unknown): Promise<Result<unknown, Refusal>> => {
    // The effect of the contract, and whether it lets anybody in, decide which context there is: both are looked at below.
    const reply = await verb({ ctx, input } as Call<C>)
    return reply.ok ? ok(kept(contract, reply.value)) : reply
  }
  if (contract.effect === 'read') {
    const actor: Actor = viewer === undefined ? { kind: 'anonymous' } : userActor(viewer)
    const reply = await run({ actor, at, correlationId, db })
    return reply.ok ? ok({ status: contract.status, reply: reply.value }) : reply
  }
  assert(viewer !== undefined, 'nobody writes without a session')
  const { key } = asked
  if (key === null || !KEY.test(key)) return refused(NO_KEY)
  const { path, method, status } = contract
  const write = {
    actor: userActor(viewer),
    at,
    correlationId,
    key,
    db,
    route: `${method} ${path}`,
    status,
    input,
  }
  return await writeOnce(write, run)
}

const KEY = /^[\x21-\x7e]{8,128}$/

const NO_KEY: Refusal = {
  code: 'BAD_REQUEST',
  message: 'A write bears an Idempotency-Key of 8 to 128 visible characters, new for each wish.',
}

function userActor({ userId, sessionId, role }: Viewer): UserActor {
  return { kind: 'user', user_id: userId, session_id: sessionId, role }
}

/** A reply that is not as documented is a bug of ours, and a write that made it does not commit. */
function kept(contract: AnyContract, reply: unknown): unknown {
  const parsed = contract.reply.safeParse(reply)
  assert(parsed.success, `${contract.name} does not reply what its contract says: ${parsed.error?.message}`)
  return parsed.data
}
