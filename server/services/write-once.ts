// One write, once: its key, the write itself, the answer kept for a repetition and the audit row, in one transaction.
import { createHash } from 'node:crypto'
import { assert } from '#lib/base/assert.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { Db, Tx } from '#server/db/client.ts'
import { type KeptReply, keepReply, takeKey } from '#server/db/idempotency.ts'
import type { Audited, WriteCtx } from './context.ts'
import { record } from './record.ts'

export type Write = Pick<WriteCtx, 'actor' | 'at' | 'correlationId' | 'auth' | 'visitor' | 'key'> & {
  db: Db
  route: string
  status: number
  /** What makes two writes the same wish: everything that the caller sent, as it was understood. */
  input: unknown
}
type Work = (ctx: WriteCtx) => Promise<Result<unknown, Refusal>>

export async function writeOnce(write: Write, work: Work): Promise<Result<KeptReply, Refusal>> {
  try {
    return await write.db.transact(async tx => {
      const done = await attempt(tx, write, work)
      if (!done.ok) throw new RolledBack(done.error)
      return done
    })
  } catch (cause) {
    if (cause instanceof RolledBack) return refused(cause.refusal)
    if (isKeySpent(cause)) return refused(KEY_REUSED)
    throw cause
  }
}

async function attempt(tx: Tx, write: Write, work: Work): Promise<Result<KeptReply, Refusal>> {
  const { actor, at, correlationId, auth, visitor, key, route, status } = write
  const bodyHash = createHash('sha256').update(JSON.stringify(write.input)).digest()
  const held = { userId: actor.user_id, key, route, bodyHash }
  const taken = await takeKey(tx.sql, held)
  if (taken === 'in-flight') return refused(IN_FLIGHT)
  if (taken === 'other-body') return refused(KEY_REUSED)
  if (taken !== 'fresh') return ok(taken)

  const audited: Audited[] = []
  const audit = (done: Audited) => audited.push(done)
  const ctx = { actor, at, correlationId, auth, visitor, tx, key, bodyHash, audit }
  const reply = await work(ctx)
  if (!reply.ok) return reply
  assert(audited.length > 0, `${route} writes nothing that is not audited`)
  await keepReply(tx.sql, { ...held, status, reply: reply.value })
  for (const done of audited) await record(tx, write, done)
  return ok({ status, reply: reply.value })
}

/** A command outlives the answer that was kept for its key, and still knows the key. */
function isKeySpent(cause: unknown): boolean {
  return cause instanceof Error && cause.message.includes('commands_user_id_idem_key_key')
}

const IN_FLIGHT: Refusal = {
  code: 'IN_FLIGHT',
  message: 'The same request is being done at this moment: ask again for its answer.',
  retryAfterMs: 1_000,
}
const KEY_REUSED: Refusal = {
  code: 'KEY_REUSED',
  message: 'This Idempotency-Key belongs to another request: a new wish needs a new key.',
}

/** A refused write leaves nothing behind: a refusal has to leave the transaction as an exception to undo it. */
class RolledBack extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
