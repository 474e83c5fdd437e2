// Invitations, and what becomes of the links around a person who may no longer make or use them.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Invite } from '#lib/wire/person.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf } from './instant.ts'
import { onlyRow } from './only-row.ts'

export type NewInvite = { tokenHash: Buffer; role: Role; madeBy: UserId; at: EpochMs; expiresAt: EpochMs }

const COLUMNS = 'id, role, created_at, expires_at'

export async function addInvite(sql: Sql, invite: NewInvite): Promise<Invite> {
  const rows = await sql<InviteRow>({
    text: `INSERT INTO entry_links (token_hash, kind, role, made_by, created_at, expires_at)
      VALUES ($1, 'invite', $2::"Role", $3::uuid, $4, $5) RETURNING ${COLUMNS}`,
    values: [invite.tokenHash, invite.role, invite.madeBy, instant(invite.at), instant(invite.expiresAt)],
  })
  return inviteOf(onlyRow(rows))
}

/** Those that still open the desk to somebody, the newest first. */
export async function listInvites(sql: Sql, at: EpochMs): Promise<Invite[]> {
  const rows = await sql<InviteRow>({
    text: `SELECT ${COLUMNS} FROM entry_links
      WHERE kind = 'invite' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $1::timestamptz
      ORDER BY created_at DESC, id LIMIT 500`,
    values: [instant(at)],
  })
  return rows.map(inviteOf)
}

/** Nothing comes back when there is no such invitation, or it is good for nothing any more. */
export async function revokeInvite(sql: Sql, of: { id: string; at: EpochMs }): Promise<Invite | undefined> {
  const [row] = await sql<InviteRow>({
    text: `UPDATE entry_links SET revoked_at = $2::timestamptz
      WHERE id = $1::uuid AND kind = 'invite' AND used_at IS NULL AND revoked_at IS NULL
        AND expires_at > $2::timestamptz RETURNING ${COLUMNS}`,
    values: [of.id, instant(of.at)],
  })
  return row && inviteOf(row)
}

/**
 * Every open link that this person made or that is for them. An invitation outlives its maker's right to make one otherwise,
 * and would let them in again by it.
 */
export async function revokeLinksAround(sql: Sql, of: { userId: UserId; at: EpochMs }): Promise<number> {
  const revoked = await sql({
    text: `UPDATE entry_links SET revoked_at = $2::timestamptz
      WHERE (made_by = $1::uuid OR user_id = $1::uuid) AND used_at IS NULL AND revoked_at IS NULL RETURNING id`,
    values: [of.userId, instant(of.at)],
  })
  return revoked.length
}

type InviteRow = Row & { id: string; role: Role; created_at: Date; expires_at: Date }

function inviteOf(row: InviteRow): Invite {
  return {
    id: row.id,
    role: row.role,
    made_at: momentOf(row.created_at),
    expires_at: momentOf(row.expires_at),
  }
}
