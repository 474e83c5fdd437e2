// The sessions behind the sockets. Looking again is not a sign of life: an open page must not keep an idle session alive.

import { tokenHashOf } from '#server/auth/cookie.ts'
import { isLive } from '#server/auth/sessions.ts'
import type { Clock } from '#server/clock.ts'
import type { Sql } from '#server/db/client.ts'
import { findSessions } from '#server/db/sessions.ts'
import type { Visits } from './recheck.ts'
import type { Visit } from './session.ts'

export function openVisits({ sql, clock }: { sql: Sql; clock: Clock }): Visits {
  const look = async (tokenHashes: readonly Buffer[]): Promise<Map<string, Visit>> => {
    const found = await findSessions(sql, tokenHashes)
    const live = found.filter(session => isLive(session, clock.now()))
    return new Map(
      live.map(({ tokenHash, userId, role }) => [nameOf(tokenHash), { user: userId, role, tokenHash }]),
    )
  }
  return {
    async ofCookie(cookie) {
      const tokenHash = tokenHashOf(cookie)
      if (tokenHash === undefined) return null
      return (await look([tokenHash])).get(nameOf(tokenHash)) ?? null
    },
    async again(visits) {
      const live = await look(visits.map(({ tokenHash }) => tokenHash))
      return visits.map(({ tokenHash }) => live.get(nameOf(tokenHash)) ?? null)
    },
  }
}

function nameOf(tokenHash: Buffer): string {
  return tokenHash.toString('latin1')
}
