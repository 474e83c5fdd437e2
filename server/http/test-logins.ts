// What people of a test desk prove themselves by: a password, an authenticator app, and sessions elsewhere.
import { randomBytes } from 'node:crypto'
import { assert } from '#lib/base/assert.ts'
import type { UserId } from '#lib/base/id.ts'
import { epochMs } from '#lib/base/time.ts'
import { hashOfToken, SESSION_COOKIE } from '#server/auth/cookie.ts'
import { newSecret } from '#server/auth/totp.ts'
import { runtime } from '#server/runtime.ts'
import type { TestDesk } from './test-desk.ts'
import { codeOf } from './test-entry.ts'

export type App = { codeAt(at: number): string }

export function appOf(seed: string): App {
  return { codeAt: at => codeOf(seed, epochMs(at)) }
}

/** Gives a person a password and an app, as joining would. */
export async function giveLogin(
  { db }: Pick<TestDesk, 'db'>,
  { id }: { id: UserId },
  password: string,
): Promise<App> {
  const { auth } = runtime()
  const seed = newSecret()
  const hash = await auth.passwords.hash(password)
  assert(hash.ok, 'one password at a time')
  await db.sql({
    text: 'UPDATE users SET password_hash = $2, totp_seed = $3, totp_step = 0 WHERE id = $1::uuid',
    values: [id, hash.value, auth.seeds.seal(id, seed)],
  })
  return appOf(seed)
}

/** Another session of this person, as signing in elsewhere would make it: its cookie. */
export async function openSession({ db }: Pick<TestDesk, 'db'>, { id }: { id: UserId }): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.sql({
    text: `INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at)
      VALUES ($1, $2::uuid, $3::timestamptz, $3::timestamptz, $3::timestamptz + interval '7 days')`,
    values: [hashOfToken(token), id, new Date(runtime().clock.now())],
  })
  return `${SESSION_COOKIE}=${token}`
}
