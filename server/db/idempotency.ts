// One key, one write: the answer is kept in the write's own transaction, and the same key gets the same answer.
import type { UserId } from '#lib/base/id.ts'
import type { Row, Sql } from './client.ts'

export type WriteKey = { userId: UserId; key: string; route: string; bodyHash: Buffer }
export type KeptReply = { status: number; reply: unknown }
export type KeyTaken = 'fresh' | KeptReply | 'in-flight' | 'other-body'

/** Holds the key until the transaction ends; `fresh` means that the write is the caller's to do. */
export async function takeKey(sql: Sql, write: WriteKey): Promise<KeyTaken> {
  const [lock] = await sql<Row & { taken: boolean }>({
    name: 'idempotency.lock',
    text: 'SELECT pg_try_advisory_xact_lock(hashtextextended($1::text, 0)) AS taken',
    values: [`idempotency:${write.userId}:${write.key}`],
  })
  if (!lock?.taken) return 'in-flight'
  const [kept] = await sql<Row & { route: string; body_hash: Buffer; status: number; reply: unknown }>({
    name: 'idempotency.find',
    text: 'SELECT route, body_hash, status, reply FROM idempotency_keys WHERE user_id = $1::uuid AND key = $2',
    values: [write.userId, write.key],
  })
  if (kept === undefined) return 'fresh'
  if (kept.route !== write.route || !kept.body_hash.equals(write.bodyHash)) return 'other-body'
  return { status: kept.status, reply: kept.reply }
}

export async function keepReply(sql: Sql, kept: WriteKey & KeptReply): Promise<void> {
  await sql({
    name: 'idempotency.keep',
    text: `INSERT INTO idempotency_keys (user_id, key, route, body_hash, status, reply)
      VALUES ($1::uuid, $2, $3, $4, $5, $6::jsonb)`,
    values: [kept.userId, kept.key, kept.route, kept.bodyHash, kept.status, JSON.stringify(kept.reply)],
  })
}
