// Facts to be told at least once: appended in the transaction that makes them true, sent by a pump.
import type { Row, Sql } from './client.ts'
import { onlyRow } from './only-row.ts'

export type OutboxMessage = { id: bigint; topic: string; payload: unknown }

export async function appendOutbox(sql: Sql, topic: string, payload: unknown): Promise<bigint> {
  const rows = await sql<Row & { id: bigint }>({
    name: 'outbox.append',
    text: 'INSERT INTO outbox (topic, payload) VALUES ($1, $2::jsonb) RETURNING id',
    values: [topic, JSON.stringify(payload)],
  })
  return onlyRow(rows).id
}

/** Locked for this transaction, in the order of their making: another pump passes over them. */
export async function takeUnsent(sql: Sql, limit: number): Promise<OutboxMessage[]> {
  return await sql<Row & OutboxMessage>({
    name: 'outbox.take',
    text: `SELECT id, topic, payload FROM outbox WHERE sent_at IS NULL
      ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    values: [limit],
  })
}

export async function markSent(sql: Sql, ids: readonly bigint[]): Promise<void> {
  await sql({
    name: 'outbox.sent',
    text: 'UPDATE outbox SET sent_at = clock_timestamp() WHERE id = ANY($1::bigint[])',
    values: [ids.map(String)],
  })
}
