// The people of the desk as its owner sees and changes them. Whoever is removed stays in the log, and nowhere else.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Person } from '#lib/wire/person.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql } from './client.ts'
import { instant, momentOf, momentOrNull } from './instant.ts'
import { onlyRow } from './only-row.ts'
import { removePasskeysOf } from './passkeys.ts'
import { isNameTaken, nameKeyOf } from './users.ts'

const PERSON = `u.id, u.name, u.role, u.created_at,
  (SELECT max(s.seen_at) FROM sessions s WHERE s.user_id = u.id) AS seen_at,
  (SELECT count(*)::int FROM passkeys p WHERE p.user_id = u.id) AS passkey_count`

/** In the order they came. */
export async function listPeople(sql: Sql): Promise<Person[]> {
  const rows = await sql<PersonRow>({
    text: `SELECT ${PERSON} FROM users u WHERE u.removed_at IS NULL ORDER BY u.created_at, u.id LIMIT 500`,
  })
  return rows.map(personOf)
}

export async function findPerson(sql: Sql, id: string): Promise<Person | undefined> {
  const [row] = await sql<PersonRow>({
    text: `SELECT ${PERSON} FROM users u WHERE u.removed_at IS NULL AND u.id = $1::uuid`,
    values: [id],
  })
  return row && personOf(row)
}

/** As typed to sign in, whatever the spelling; or by the id, which nobody else can make theirs by taking it for a name. */
export async function findPersonCalled(sql: Sql, nameOrId: string): Promise<Person | undefined> {
  const [row] = await sql<PersonRow>({
    text: `SELECT ${PERSON} FROM users u WHERE u.removed_at IS NULL AND (u.name_key = $1 OR u.id::text = $2)
      ORDER BY u.id::text = $2 DESC LIMIT 1`,
    values: [nameKeyOf(nameOrId), nameOrId],
  })
  return row && personOf(row)
}

/**
 * Until the transaction ends, whoever else changes who may do what waits here: two owners cannot take each other's rights
 * at once. What is read after this is as the last of them left it.
 */
export async function holdPeople(sql: Sql): Promise<void> {
  await sql({ text: `SELECT FROM pg_advisory_xact_lock(hashtextextended('people', 0))` })
}

export async function countOwners(sql: Sql): Promise<number> {
  const rows = await sql({ text: `SELECT FROM users WHERE role = 'owner' AND removed_at IS NULL` })
  return rows.length
}

/** Whoever listens to plimsoll_sessions is told when this commits. */
export async function setRole(sql: Sql, { id, role }: { id: UserId; role: Role }): Promise<void> {
  await sql({ text: 'UPDATE users SET role = $2::"Role" WHERE id = $1::uuid', values: [id, role] })
}

/** The name is free again, and every secret that opened the desk to them is gone. */
export async function removePerson(sql: Sql, { id, at }: { id: UserId; at: EpochMs }): Promise<void> {
  await sql({
    text: `UPDATE users SET removed_at = $2::timestamptz, name_key = id::text, password_hash = NULL, totp_seed = NULL
      WHERE id = $1::uuid`,
    values: [id, instant(at)],
  })
  await sql({
    text: 'UPDATE api_tokens SET revoked_at = $2::timestamptz WHERE user_id = $1::uuid AND revoked_at IS NULL',
    values: [id, instant(at)],
  })
  await sql({ text: 'DELETE FROM recovery_codes WHERE user_id = $1::uuid', values: [id] })
  await removePasskeysOf(sql, id)
}

/** The name as it was, or that another person bears the new one in some spelling; then the transaction can only be undone. */
export async function renamePerson(
  sql: Sql,
  { userId, name }: { userId: UserId; name: string },
): Promise<{ name: string } | 'taken'> {
  const rows = await sql<Row & { name: string }>({
    text: 'SELECT name FROM users WHERE id = $1::uuid FOR NO KEY UPDATE',
    values: [userId],
  })
  try {
    await sql({
      text: 'UPDATE users SET name = $2, name_key = $3 WHERE id = $1::uuid AND removed_at IS NULL',
      values: [userId, name, nameKeyOf(name)],
    })
  } catch (cause) {
    if (isNameTaken(cause)) return 'taken'
    throw cause
  }
  return onlyRow(rows)
}

/** Until the transaction ends, whoever else changes how this person proves themselves waits here. */
export async function holdPerson(sql: Sql, userId: UserId): Promise<void> {
  await sql({ text: 'SELECT FROM users WHERE id = $1::uuid FOR NO KEY UPDATE', values: [userId] })
}

/** Whether it was done: not when the password is another by now than the one that was shown. */
export async function replacePassword(
  sql: Sql,
  of: { userId: UserId; before: string | null; after: string },
): Promise<boolean> {
  const rows = await sql({
    text: `UPDATE users SET password_hash = $3
      WHERE id = $1::uuid AND password_hash = $2 AND removed_at IS NULL RETURNING true AS replaced`,
    values: [of.userId, of.before, of.after],
  })
  return rows.length > 0
}

type PersonRow = Row & {
  id: UserId
  name: string
  role: Role
  created_at: Date
  seen_at: Date | null
  passkey_count: number
}

function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    created_at: momentOf(row.created_at),
    seen_at: momentOrNull(row.seen_at),
    passkey_count: row.passkey_count,
  }
}
