// The people of the desk.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Role } from '#lib/wire/role.ts'
import type { Row, Sql, Tx } from './client.ts'
import { instant } from './instant.ts'
import { onlyRow } from './only-row.ts'

export type NewUser = { name: string; role: Role; at: EpochMs }

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

/** Until there is one, a set-up link is the only way in. */
export async function hasOwner(sql: Sql): Promise<boolean> {
  const rows = await sql<Row & { found: boolean }>({
    text: `SELECT EXISTS (SELECT FROM users WHERE role = 'owner' AND removed_at IS NULL) AS found`,
  })
  return onlyRow(rows).found
}
