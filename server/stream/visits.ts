// The sessions and API tokens behind the sockets. Looking again is not a sign of life: an open page must not keep an idle
// session alive, and a token is used by opening a socket, not by listening on.
import { apiTokenHashOf, type BearerOf, isGood } from '#server/auth/bearer.ts'
import { tokenHashOf } from '#server/auth/cookie.ts'
import { isLive } from '#server/auth/sessions.ts'
import type { Clock } from '#server/clock.ts'
import { findApiTokens } from '#server/db/api-tokens.ts'
import type { Sql } from '#server/db/client.ts'
import { findSessions } from '#server/db/sessions.ts'
import type { Visits } from './recheck.ts'
import type { Visit } from './session.ts'

type Key = Pick<Visit, 'way' | 'tokenHash'>
type Look = (tokenHashes: readonly Buffer[]) => Promise<Visit[]>

type Known = { sql: Sql; clock: Clock; bearerOf: BearerOf }

export function openVisits({ sql, clock, bearerOf }: Known): Visits {
  const looks: Record<Visit['way'], Look> = {
    session: async tokenHashes => {
      const found = (await findSessions(sql, tokenHashes)).filter(session => isLive(session, clock.now()))
      return found.map(({ tokenHash, userId, role }) => ({ way: 'session', user: userId, role, tokenHash }))
    },
    token: async tokenHashes => {
      const found = (await findApiTokens(sql, tokenHashes)).filter(token => isGood(token, clock.now()))
      return found.map(({ tokenHash, userId, role }) => ({ way: 'token', user: userId, role, tokenHash }))
    },
  }
  const again = async (keys: readonly Key[]): Promise<(Visit | null)[]> => {
    const lookFor = async (way: Visit['way']) => {
      const hashes = keys.filter(key => key.way === way).map(({ tokenHash }) => tokenHash)
      return hashes.length === 0 ? [] : await looks[way](hashes)
    }
    const live = (await Promise.all([lookFor('session'), lookFor('token')])).flat()
    const byName = new Map(live.map(visit => [nameOf(visit), visit]))
    return keys.map(key => byName.get(nameOf(key)) ?? null)
  }
  return {
    async of({ cookie, authorization }) {
      if (authorization !== undefined) return await programOf(bearerOf, authorization)
      const tokenHash = tokenHashOf(cookie)
      return tokenHash === undefined ? null : ((await again([{ way: 'session', tokenHash }]))[0] ?? null)
    },
    again,
  }
}

async function programOf(bearerOf: BearerOf, authorization: string): Promise<Visit | null> {
  const [tokenHash, bearer] = [apiTokenHashOf(authorization), await bearerOf(authorization)]
  if (tokenHash === undefined || !bearer.ok) return null
  const { userId, role } = bearer.value
  return { way: 'token', user: userId, role, tokenHash }
}

function nameOf({ way, tokenHash }: Key): string {
  return `${way} ${tokenHash.toString('latin1')}`
}
