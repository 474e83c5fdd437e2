// Passkeys and the challenges they answer. A challenge counts once, and a passkey's counter only grows. What somebody is asked
// who is signed in stands here from the asking on; what a stranger is asked, from the answer on.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Passkey } from '#lib/wire/account.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf, momentOrNull } from './instant.ts'
import { onlyRow } from './only-row.ts'

export type AskedOf = { purpose: 'step_up' | 'add'; userId: UserId }
export type Credential = { credentialId: string; transports: string[] }
export type NewPasskey = Credential & {
  userId: UserId
  name: string
  publicKey: Uint8Array
  counter: number
  isSynced: boolean
  at: EpochMs
}
export type StoredPasskey = {
  id: string
  userId: UserId
  name: string
  credentialId: string
  publicKey: Buffer
  counter: bigint
}

export async function addChallenge(
  sql: Sql,
  of: AskedOf & { challenge: string; at: EpochMs; expiresAt: EpochMs },
): Promise<string> {
  const rows = await sql<Row & { id: string }>({
    text: `INSERT INTO passkey_challenges (purpose, user_id, challenge, created_at, expires_at)
      VALUES ($1::"PasskeyPurpose", $2::uuid, $3, $4, $5) RETURNING id`,
    values: [of.purpose, of.userId, of.challenge, instant(of.at), instant(of.expiresAt)],
  })
  return onlyRow(rows).id
}

/** Of two that come at once one gets it; what was asked of another person, or for something else, is not here. */
export async function takeChallenge(
  sql: Sql,
  of: AskedOf & { id: string; at: EpochMs },
): Promise<string | undefined> {
  const [row] = await sql<Row & { challenge: string }>({
    text: `UPDATE passkey_challenges SET used_at = $4::timestamptz
      WHERE id = $1::uuid AND purpose = $2::"PasskeyPurpose" AND user_id = $3::uuid
        AND used_at IS NULL AND expires_at > $4::timestamptz RETURNING challenge`,
    values: [of.id, of.purpose, of.userId, instant(of.at)],
  })
  return row?.challenge
}

/** Whether this is the first answer to what a stranger was asked. */
export async function keepAnswered(
  sql: Sql,
  of: { id: string; challenge: string; at: EpochMs; expiresAt: EpochMs },
): Promise<boolean> {
  const rows = await sql({
    text: `INSERT INTO passkey_challenges (id, purpose, challenge, created_at, expires_at, used_at)
      VALUES ($1::uuid, 'sign_in', $2, $3, $4, $3) ON CONFLICT (id) DO NOTHING RETURNING true AS kept`,
    values: [of.id, of.challenge, instant(of.at), instant(of.expiresAt)],
  })
  return rows.length > 0
}

/** Of one person, in the order they were added. */
export async function listPasskeys(sql: Sql, userId: UserId): Promise<(Passkey & Credential)[]> {
  const rows = await sql<PasskeyRow & { credential_id: string; transports: string[] }>({
    text: `SELECT ${SHOWN}, credential_id, transports FROM passkeys WHERE user_id = $1::uuid ORDER BY created_at, id`,
    values: [userId],
  })
  return rows.map(row => ({
    ...passkeyOf(row),
    credentialId: row.credential_id,
    transports: row.transports,
  }))
}

/** Nothing comes back when this very passkey is somebody's already. */
export async function addPasskey(sql: Sql, passkey: NewPasskey): Promise<Passkey | undefined> {
  const [row] = await sql<PasskeyRow>({
    text: `INSERT INTO passkeys
        (user_id, name, credential_id, public_key, counter, transports, is_synced, created_at)
      VALUES ($1::uuid, $2, $3, $4, $5, $6::text[], $7, $8)
      ON CONFLICT (credential_id) DO NOTHING RETURNING ${SHOWN}`,
    values: [
      passkey.userId,
      passkey.name,
      passkey.credentialId,
      Buffer.from(passkey.publicKey),
      BigInt(passkey.counter),
      passkey.transports,
      passkey.isSynced,
      instant(passkey.at),
    ],
  })
  return row && passkeyOf(row)
}

/** Of a person who was not removed. */
export async function findPasskey(sql: Sql, credentialId: string): Promise<StoredPasskey | undefined> {
  const [row] = await sql<StoredRow>({
    text: `SELECT p.id, p.user_id, p.name, p.credential_id, p.public_key, p.counter
      FROM passkeys p JOIN users u ON u.id = p.user_id
      WHERE p.credential_id = $1 AND u.removed_at IS NULL`,
    values: [credentialId],
  })
  return (
    row && {
      id: row.id,
      userId: row.user_id,
      name: row.name,
      credentialId: row.credential_id,
      publicKey: row.public_key,
      counter: row.counter,
    }
  )
}

/** Whether its counter went on. Many passkeys count nothing: theirs stays 0. */
export async function usePasskey(
  sql: Sql,
  of: { id: string; counter: number; at: EpochMs },
): Promise<boolean> {
  const rows = await sql({
    text: `UPDATE passkeys SET counter = $2, used_at = $3::timestamptz
      WHERE id = $1::uuid AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING true AS used`,
    values: [of.id, BigInt(of.counter), instant(of.at)],
  })
  return rows.length > 0
}

/** Nothing comes back when this person has no such passkey. */
export async function deletePasskey(
  sql: Sql,
  of: { id: string; userId: UserId },
): Promise<Passkey | undefined> {
  const [row] = await sql<PasskeyRow>({
    text: `DELETE FROM passkeys WHERE id = $1::uuid AND user_id = $2::uuid RETURNING ${SHOWN}`,
    values: [of.id, of.userId],
  })
  return row && passkeyOf(row)
}

/** All of one person's: with a new second factor, nothing of the old one counts. */
export async function removePasskeysOf(sql: Sql, userId: UserId): Promise<void> {
  await sql({ text: 'DELETE FROM passkeys WHERE user_id = $1::uuid', values: [userId] })
}

const SHOWN = 'id, name, created_at, used_at, is_synced'

type PasskeyRow = Row & {
  id: string
  name: string
  created_at: Date
  used_at: Date | null
  is_synced: boolean
}
type StoredRow = Row & {
  id: string
  user_id: UserId
  name: string
  credential_id: string
  public_key: Buffer
  counter: bigint
}

function passkeyOf(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    name: row.name,
    created_at: momentOf(row.created_at),
    used_at: momentOrNull(row.used_at),
    is_synced: row.is_synced,
  }
}
