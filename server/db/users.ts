// The people of the desk, and what they prove themselves by.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql, Tx } from './client.ts'
import { instant } from './instant.ts'
import { onlyRow } from './only-row.ts'

export type NewUser = { name: string; role: Role; at: EpochMs }
export type Login = { userId: UserId; name: string; passwordHash: string | null }

export async function addUser({ prisma }: Pick<Tx, 'prisma'>, user: NewUser): Promise<UserId> {
  const { id } = await prisma.user.create({
    data: { name: user.name, nameKey: nameKeyOf(user.name), role: user.role, createdAt: instant(user.at) },
    select: { id: true },
  })
  return id as UserId // the id of a row of this very table
}

/** Names that differ in case or in form alone are one: `Ada` and `ada`, `é` in one sign or in two. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** Another person bears the name, in this or another spelling; then the transaction can only be undone. */
export function isNameTaken(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false
  const { code } = cause as Error & { code?: unknown } // as Prisma marks what breaks a unique index
  return code === 'P2002' || /name_key\b.*already exists|users_name_key_key/.test(cause.message)
}

/** Until there is one, a set-up link is the only way in. */
export async function hasOwner(sql: Sql): Promise<boolean> {
  const rows = await sql<Row & { found: boolean }>({
    text: `SELECT EXISTS (SELECT FROM users WHERE role = 'owner' AND removed_at IS NULL) AS found`,
  })
  return onlyRow(rows).found
}

/** A person who was removed bears no name any more. */
export async function findLogin(sql: Sql, name: string): Promise<Login | undefined> {
  return await oneLogin(sql, { where: 'name_key = $1', value: nameKeyOf(name) })
}

export async function findLoginOf(sql: Sql, userId: UserId): Promise<Login | undefined> {
  return await oneLogin(sql, { where: 'id = $1::uuid', value: userId })
}

export async function setPassword(sql: Sql, userId: UserId, passwordHash: string): Promise<void> {
  await sql({
    text: 'UPDATE users SET password_hash = $2 WHERE id = $1::uuid',
    values: [userId, passwordHash],
  })
}

/** Whether this is the person's password still; then it stays so until the transaction ends. */
export async function holdPassword(sql: Sql, userId: UserId, passwordHash: string | null): Promise<boolean> {
  const rows = await sql({
    name: 'users.hold-password',
    text: `SELECT FROM users
      WHERE id = $1::uuid AND password_hash = $2::text AND removed_at IS NULL FOR NO KEY UPDATE`,
    values: [userId, passwordHash],
  })
  return rows.length > 0
}

/** The seed as it is sealed for this very row. */
export async function findTotp(sql: Sql, userId: UserId): Promise<Buffer | null> {
  const [row] = await sql<Row & { totp_seed: Buffer | null }>({
    name: 'users.totp',
    text: 'SELECT totp_seed FROM users WHERE id = $1::uuid AND removed_at IS NULL',
    values: [userId],
  })
  return row?.totp_seed ?? null
}

/** Those of everybody, each as it is sealed for its row. */
export async function listSeeds(sql: Sql): Promise<{ userId: UserId; sealed: Buffer }[]> {
  const rows = await sql<Row & { id: UserId; totp_seed: Buffer }>({
    text: 'SELECT id, totp_seed FROM users WHERE totp_seed IS NOT NULL AND removed_at IS NULL',
  })
  return rows.map(({ id, totp_seed }) => ({ userId: id, sealed: totp_seed }))
}

/** A code counts once: of two that come at once one gets it, and whoever comes with an older one gets nothing. */
export async function takeTotpStep(sql: Sql, userId: UserId, step: bigint): Promise<boolean> {
  const rows = await sql({
    name: 'users.totp-step',
    text: `UPDATE users SET totp_step = $2
      WHERE id = $1::uuid AND totp_step < $2 AND removed_at IS NULL RETURNING true AS taken`,
    values: [userId, step],
  })
  return rows.length > 0
}

/** `step` is the one whose code was shown: it has been used by that. */
export async function setTotp(
  sql: Sql,
  userId: UserId,
  { sealed, step }: { sealed: Buffer; step: bigint },
): Promise<void> {
  await sql({
    text: 'UPDATE users SET totp_seed = $2, totp_step = $3 WHERE id = $1::uuid',
    values: [userId, sealed, step],
  })
}

async function oneLogin(
  sql: Sql,
  { where, value }: { where: string; value: string },
): Promise<Login | undefined> {
  const [row] = await sql<Row & { id: UserId; name: string; password_hash: string | null }>({
    text: `SELECT id, name, password_hash FROM users WHERE ${where} AND removed_at IS NULL`,
    values: [value],
  })
  return row && { userId: row.id, name: row.name, passwordHash: row.password_hash }
}
