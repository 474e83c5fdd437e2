// Whether a person may have one more API token of this scope.
import type { Refusal } from '#lib/base/refusal.ts'
import { hasRole } from '#lib/wire/role.ts'
import { ROLE_OF_SCOPE } from '#lib/wire/scope.ts'
import { listApiTokens, type NewApiToken } from '#server/db/api-tokens.ts'
import type { Sql } from '#server/db/client.ts'
import { findPerson, holdPerson } from '#server/db/people.ts'

export type TokenWish = Pick<NewApiToken, 'userId' | 'name' | 'scope' | 'at'> & { days: number }

const GOOD_MAX = 20

/** Held until the transaction ends: two at once would both be the twentieth, and a role may just be falling. */
export async function whyNot(sql: Sql, { userId, scope, at }: TokenWish): Promise<Refusal | undefined> {
  await holdPerson(sql, userId)
  const person = await findPerson(sql, userId)
  const needed = ROLE_OF_SCOPE[scope]
  if (person === undefined || !hasRole(person.role, needed)) {
    return { code: 'FORBIDDEN', message: `The scope ${scope} needs the role ${needed} or above.` }
  }
  const good = await listApiTokens(sql, { userId, at })
  if (good.length < GOOD_MAX) return undefined
  return { code: 'CONFLICT', message: `There are ${GOOD_MAX} good API tokens already: revoke one first.` }
}
