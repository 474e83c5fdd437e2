// The hash of an audit row, as the SQL function audit_append computes it: SHA-256 over the hash before and every field,
// each behind its length, so that no two rows read alike.
import { hash } from 'node:crypto'
import { assert } from '#lib/base/assert.ts'

/** Numbers as they are spelled in the hash: decimal text. */
export type AuditRow = {
  readonly chain: string
  readonly sequence: string
  readonly atMs: string
  readonly actor: string
  readonly action: string
  readonly object: string
  readonly detail: string
  readonly correlationId: string
}

export const GENESIS = Buffer.alloc(32)

export function auditHash(previous: Buffer, row: AuditRow): Buffer {
  assert(previous.length === GENESIS.length, 'a hash is 32 bytes')
  const fields = [
    row.chain,
    row.sequence,
    row.atMs,
    row.actor,
    row.action,
    row.object,
    row.detail,
    row.correlationId,
  ]
  let length = previous.length
  for (const field of fields) length += 4 + Buffer.byteLength(field)
  const bytes = Buffer.allocUnsafe(length)
  let end = previous.copy(bytes)
  for (const field of fields) {
    const written = bytes.write(field, end + 4)
    bytes.writeInt32BE(written, end)
    end += 4 + written
  }
  return hash('sha256', bytes, 'buffer')
}
