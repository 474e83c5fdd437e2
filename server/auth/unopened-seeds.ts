// Whether the seeds of authenticator apps open: after a restore they do not, unless the secret came along, which no backup holds.
import type { Sql } from '#server/db/client.ts'
import { listSeeds } from '#server/db/users.ts'
import type { Log } from '#server/log.ts'
import type { Auth } from './auth.ts'

export const NOT_OPENED =
  'NEXTAUTH_SECRET is not the one that the seed was sealed with: put the old one back, or run `npm run desk -- reset-password <name> --second-factor`'

/** Of how many people no code counts any more. */
export async function unopenedSeeds(sql: Sql, { seeds }: Pick<Auth, 'seeds'>): Promise<number> {
  const all = await listSeeds(sql)
  return all.filter(({ userId, sealed }) => seeds.open(userId, sealed) === undefined).length
}

/** At the start of the desk, before anybody stands at the door with a code that does not count. */
export async function tellUnopenedSeeds({
  sql,
  auth,
  log,
}: {
  sql: Sql
  auth: Auth
  log: Log
}): Promise<void> {
  try {
    const people = await unopenedSeeds(sql, auth)
    if (people > 0) log.error('seeds_not_opened', { count: people, reason: NOT_OPENED })
  } catch (error) {
    log.warn('database_away', { error }) // the start waits for no database; whoever shows a code is told of in the log then
  }
}
