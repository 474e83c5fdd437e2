// The database of a desk, as its owner sees it: does it answer, is it migrated, and has each process a login.
import { openDb } from '#server/db/client.ts'
import { applyMigrations } from '#server/db/migrations/apply.ts'
import { type DbProcess, ensureLogins } from '#server/db/roles.ts'
import { prepareJobs } from '#server/jobs/queue.ts'
import type { Settings } from '#server/settings.ts'
import type { DataFolder } from './data-folder.ts'
import { connectionReason, inOneLine } from './database-fault.ts'
import { secretOf } from './secrets.ts'
import { StartFault } from './start-fault.ts'

export type DatabaseUrls = Readonly<Record<DbProcess, string>>

const VERSION_MIN = 18

/** A wrong address is told in one line, without the password that stands in it. */
export async function mustAnswer(ownerUrl: string): Promise<void> {
  const db = openDb(ownerUrl, { poolMax: 1 })
  try {
    const [row] = await db.sql<{ version: number }>({
      text: `SELECT current_setting('server_version_num')::int / 10000 AS version`,
    })
    if ((row?.version ?? 0) >= VERSION_MIN) return
    throw new StartFault(`DATABASE_URL: PostgreSQL ${row?.version} is too old, ${VERSION_MIN} is needed`)
  } catch (cause) {
    if (cause instanceof StartFault) throw cause
    const { host, pathname } = new URL(ownerUrl)
    throw new StartFault(`DATABASE_URL: no way into ${host}${pathname}: ${connectionReason(cause)}`)
  } finally {
    await db.close()
  }
}

export async function migrate(ownerUrl: string): Promise<string[]> {
  return await inOneLine(ownerUrl, 'cannot be migrated', async () => {
    const applied = await applyMigrations(ownerUrl)
    if (!applied.ok) throw new StartFault(applied.error)
    await prepareJobs(ownerUrl)
    return applied.value
  })
}

/** What the operator gave stands; the rest is made from the owner's rights, with passwords of our own. */
export async function loginsOf(
  ownerUrl: string,
  { settings, folder }: { settings: Settings; folder: DataFolder },
): Promise<DatabaseUrls> {
  const { DATABASE_URL_WEB: web, DATABASE_URL_ENGINE: engine, DATABASE_URL_JOBS: jobs } = settings
  if (web !== undefined && engine !== undefined && jobs !== undefined) return { web, engine, jobs }
  const passwords = {
    web: secretOf(folder.secrets, 'database-web'),
    engine: secretOf(folder.secrets, 'database-engine'),
    jobs: secretOf(folder.secrets, 'database-jobs'),
  }
  const made = await inOneLine(ownerUrl, 'has no logins for the processes', () =>
    ensureLogins(ownerUrl, passwords),
  )
  return { web: web ?? made.web, engine: engine ?? made.engine, jobs: jobs ?? made.jobs }
}
