// A program's way in: a token that its person made, looked up in the database at each request as a session is.
import { ok, type Result, refused } from '#lib/base/result.ts'
import { type EpochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { Clock } from '#server/clock.ts'
import { findApiTokens, type StoredApiToken, touchApiToken } from '#server/db/api-tokens.ts'
import type { Sql } from '#server/db/client.ts'
import type { Log } from '#server/log.ts'
import { inBatches } from './batches.ts'
import { hashOfToken } from './cookie.ts'

/** Its last use is written this seldom. */
const TOUCH_EVERY_MS = MINUTE_MS

export type Bearer = Pick<StoredApiToken, 'userId' | 'role' | 'scope'> & {
  readonly tokenId: StoredApiToken['id']
}

/** Why a token opens nothing stays inside: every caller is told the same. */
export type BearerOf = (authorization: string) => Promise<Result<Bearer, 'UNAUTHENTICATED'>>

/** The name of a scheme has no case (RFC 9110, section 11.1), a token has. */
const SHOWN = /^[Bb][Ee][Aa][Rr][Ee][Rr] +(plimsoll_[\w-]{43})$/

/** Nothing when the header cannot be one of our tokens: such a one is not even looked up. */
export function apiTokenHashOf(authorization: string): Buffer | undefined {
  const text = SHOWN.exec(authorization)?.[1]
  return text === undefined ? undefined : hashOfToken(text)
}

export function openBearers({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }): BearerOf {
  const find = inBatches(async (tokenHashes: readonly Buffer[]) => {
    const found = await findApiTokens(sql, tokenHashes)
    const at = clock.now()
    for (const one of found.filter(token => isDueToTouch(token, at))) {
      // Nobody waits for it, and a database that can only be read still lets programs read.
      touchApiToken(sql, one.id, at).catch((error: unknown) => log.warn('token_not_touched', { error }))
    }
    const byHash = new Map(found.map(token => [token.tokenHash.toString('latin1'), token]))
    return tokenHashes.map(hash => byHash.get(hash.toString('latin1')))
  })
  return async authorization => {
    const tokenHash = apiTokenHashOf(authorization)
    const token = tokenHash && (await find(tokenHash))
    if (token === undefined || !isGood(token, clock.now())) return refused('UNAUTHENTICATED')
    const { id, userId, role, scope } = token
    return ok({ tokenId: id, userId, role, scope })
  }
}

/** Until it is revoked, its day has come, or its person is removed. */
export function isGood(token: StoredApiToken, at: EpochMs): boolean {
  return token.revokedAt === null && token.userRemovedAt === null && at < token.expiresAt
}

function isDueToTouch(token: StoredApiToken, at: EpochMs): boolean {
  return isGood(token, at) && (token.usedAt === null || at >= later(token.usedAt, TOUCH_EVERY_MS))
}
