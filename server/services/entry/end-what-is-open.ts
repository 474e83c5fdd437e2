// Ends what a login has opened, whoever opened it: sessions, links, and with the second factor gone the tokens of programs.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { revokeApiTokensOf } from '#server/db/api-tokens.ts'
import type { Sql } from '#server/db/client.ts'
import { revokeLinksAround } from '#server/db/invites.ts'
import { endSessionsOf } from '#server/db/sessions.ts'

/** How many of each, as the audit log says it. */
export type Ended = { sessions_ended: number; links_revoked: number; tokens_revoked: number }

/** `isFactorNew`: a program goes on after a new password alone; otherwise nobody knows who made its token. */
export async function endWhatIsOpen(
  sql: Sql,
  of: { userId: UserId; at: EpochMs },
  isFactorNew: boolean,
): Promise<Ended> {
  return {
    sessions_ended: await endSessionsOf(sql, of),
    links_revoked: await revokeLinksAround(sql, of),
    tokens_revoked: isFactorNew ? await revokeApiTokensOf(sql, of) : 0,
  }
}
