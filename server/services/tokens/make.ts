// Makes an API token for a person, who asks themselves or whom the operator named. Its text is told here once, and nowhere
// kept.
import { randomBytes } from 'node:crypto'
import { INSTALLATION } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { DAY_MS, later } from '#lib/base/time.ts'
import type { ApiToken } from '#lib/wire/token.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { addApiToken } from '#server/db/api-tokens.ts'
import type { Tx } from '#server/db/client.ts'
import { type Recorder, record } from '../record.ts'
import { type TokenWish, whyNot } from './may-make.ts'

const TOKEN_BYTES = 32

type MadeToken = { token: ApiToken; text: string }

export async function makeToken(tx: Tx, who: Recorder, wish: TokenWish): Promise<Result<MadeToken, Refusal>> {
  const { userId, scope, days, at } = wish
  const lack = await whyNot(tx.sql, wish)
  if (lack !== undefined) return refused(lack)
  const text = `plimsoll_${randomBytes(TOKEN_BYTES).toString('base64url')}`
  const made = { ...wish, tokenHash: hashOfToken(text), expiresAt: later(at, days * DAY_MS) }
  const token = await addApiToken(tx.sql, made)
  const detail = { user_id: userId, name: token.name, scope, expires_at: token.expires_at }
  await record(tx, who, { chain: INSTALLATION, action: 'token.created', object: token.id, detail })
  return ok({ token, text })
}
