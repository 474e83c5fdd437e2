// Recovery codes: only their hashes, each used once.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Sql } from './client.ts'
import { instant } from './instant.ts'

export async function replaceRecoveryCodes(
  sql: Sql,
  { userId, codeHashes, at }: { userId: UserId; codeHashes: readonly Buffer[]; at: EpochMs },
): Promise<void> {
  await sql({ text: 'DELETE FROM recovery_codes WHERE user_id = $1::uuid', values: [userId] })
  await sql({
    text: `INSERT INTO recovery_codes (code_hash, user_id, created_at)
      SELECT code_hash, $2::uuid, $3::timestamptz FROM unnest($1::bytea[]) AS code_hash`,
    values: [codeHashes, userId, instant(at)],
  })
}

/** Of two that come at once one gets it. */
export async function useRecoveryCode(
  sql: Sql,
  { userId, codeHash, at }: { userId: UserId; codeHash: Buffer; at: EpochMs },
): Promise<boolean> {
  const rows = await sql({
    name: 'recovery-codes.use',
    text: `UPDATE recovery_codes SET used_at = $3
      WHERE code_hash = $1 AND user_id = $2::uuid AND used_at IS NULL RETURNING true AS used`,
    values: [codeHash, userId, instant(at)],
  })
  return rows.length > 0
}
