// Before who may do what is changed: one at a time, and only by somebody who is an owner still, now that it is their turn.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { Sql } from '#server/db/client.ts'
import { findPerson, holdPeople } from '#server/db/people.ts'
import type { UserActor } from '../context.ts'

export async function holdAsOwner(sql: Sql, actor: UserActor): Promise<Result<void, Refusal>> {
  await holdPeople(sql)
  const self = await findPerson(sql, actor.user_id)
  if (self?.role === 'owner') return ok(undefined)
  return refused({ code: 'FORBIDDEN', message: 'Your role does not allow this.' })
}
