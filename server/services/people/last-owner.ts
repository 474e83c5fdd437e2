// The desk is never left without an owner: nobody could let one in again.
import type { Refusal } from '#lib/base/refusal.ts'
import type { Person } from '#lib/wire/person.ts'
import type { Sql } from '#server/db/client.ts'
import { countOwners } from '#server/db/people.ts'

/** Asked while people are held, so that the answer still holds when it is acted upon. */
export async function isLastOwner(sql: Sql, person: Person): Promise<boolean> {
  return person.role === 'owner' && (await countOwners(sql)) === 1
}

export const LAST_OWNER: Refusal = {
  code: 'CONFLICT',
  message: 'This is the last owner of the desk: make another person an owner first.',
}
export const NO_PERSON: Refusal = { code: 'NOT_FOUND', message: 'There is no such person.' }
