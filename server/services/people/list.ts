// Everybody who may enter, and the invitations that are open.
import { ok } from '#lib/base/result.ts'
import type { ListPeople } from '#lib/wire/person.ts'
import { listInvites } from '#server/db/invites.ts'
import { listPeople as list } from '#server/db/people.ts'
import type { Verb } from '../context.ts'

export const listPeople: Verb<typeof ListPeople> = async ({ ctx }) => {
  const { db, at } = ctx
  const [people, invites] = await Promise.all([list(db.sql), listInvites(db.sql, at)])
  return ok({ people, invites })
}
