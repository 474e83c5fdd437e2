// Before something is made that opens the desk: whether who asks is still signed in, now that nobody else changes how they
// come in. A session may have been ended since it was looked up.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { Sql } from '#server/db/client.ts'
import { holdPerson } from '#server/db/people.ts'
import { isSessionOpen } from '#server/db/sessions.ts'
import type { UserActor } from '../context.ts'

/** Until the transaction ends, this person's login and this session stay as they are. */
export async function holdSession(sql: Sql, actor: UserActor): Promise<Result<void, Refusal>> {
  await holdPerson(sql, actor.user_id)
  return (await isSessionOpen(sql, actor.session_id)) ? ok(undefined) : refused(ENDED)
}

const ENDED: Refusal = { code: 'UNAUTHENTICATED', message: 'Sign in first.' }
