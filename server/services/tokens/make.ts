// Makes an API token for a person, who asks themselves or whom the operator named. Its text is told here once, and nowhere
// kept.
import { randomBytes } from 'node:crypto'
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { DAY_MS, type EpochMs, later } from '#lib/base/time.ts'
import { hasRole } from '#lib/wire/role.ts'
import { ROLE_OF_SCOPE, type Scope } from '#lib/wire/scope.ts'
import type { ApiToken } from '#lib/wire/token.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { addApiToken, listApiTokens } from '#server/db/api-tokens.ts'
import type { Tx } from '#server/db/client.ts'
import { findPerson, holdPerson } from '#server/db/people.ts'
import { type Recorder, record } from '../record.ts'

const GOOD_MAX = 20
const TOKEN_BYTES = 32

export type TokenWish = { userId: UserId; name: string; scope: Scope; days: number; at: EpochMs }
export type MadeToken = { token: ApiToken; text: string }

export async function makeToken(tx: Tx, who: Recorder, wish: TokenWish): Promise<Result<MadeToken, Refusal>> {
  const { userId, scope, days, at } = wish
  const lack = await whyNot(tx, wish)
  if (lack !== undefined) return refused(lack)
  const text = `plimsoll_${randomBytes(TOKEN_BYTES).toString('base64url')}`
  const made = { ...wish, tokenHash: hashOfToken(text), expiresAt: later(at, days * DAY_MS) }
  const token = await addApiToken(tx.sql, made)
  const detail = { user_id: userId, name: token.name, scope, expires_at: token.expires_at }
  await record(tx, who, { chain: INSTALLATION, action: 'token.created', object: token.id, detail })
  return ok({ token, text })
}

/** Held until the transaction ends: two at once would both be the twentieth, and a role may just be falling. */
async function whyNot({ sql }: Tx, { userId, scope, at }: TokenWish): Promise<Refusal | undefined> {
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
