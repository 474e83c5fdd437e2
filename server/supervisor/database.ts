// The database of the desk: its own PostgreSQL, or one outside; migrated, with the schema of the job queue and a login for
// each process.
import { join } from 'node:path'
import { openDb } from '#server/db/client.ts'
import { applyMigrations } from '#server/db/migrations/apply.ts'
import type { RunAs } from '#server/db/postgres/init.ts'
import { type Postgres, startPostgres } from '#server/db/postgres/postgres.ts'
import { type DbProcess, ensureLogins } from '#server/db/roles.ts'
import { prepareJobs } from '#server/jobs/queue.ts'
import type { Settings } from '#server/settings.ts'
import type { DataFolder } from './data-folder.ts'
import { secretOf } from './secrets.ts'
import { reasonOf, StartFault } from './start-fault.ts'
import { writeWhole } from './write-whole.ts'

export type DatabaseUrls = Readonly<Record<DbProcess, string>>

const VERSION_MIN = 18

/** PostgreSQL of our own. The operator's tool reads its address in the folder of secrets. */
export async function startEmbedded(folder: DataFolder, runAs: RunAs | undefined): Promise<Postgres> {
  const started = await startPostgres({
    dataDir: folder.postgres,
    walArchiveDir: folder.wal,
    password: secretOf(folder.secrets, 'database-owner'),
    runAs,
  })
  if (!started.ok) throw new StartFault(started.error)
  const { url, stop } = started.value
  try {
    writeWhole(join(folder.secrets, 'database-url'), `${url}\n`)
  } catch (cause) {
    await stop('fast')
    throw new StartFault(
      `the address of the database cannot be kept in ${folder.secrets}: ${reasonOf(cause)}`,
    )
  }
  return started.value
}

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
  const applied = await applyMigrations(ownerUrl)
  if (!applied.ok) throw new StartFault(applied.error)
  await prepareJobs(ownerUrl)
  return applied.value
}

/** What the operator gave stands; the rest is made from the owner's rights, with passwords of our own. */
export async function loginsOf(
  ownerUrl: string,
  { settings, folder }: { settings: Settings; folder: DataFolder },
): Promise<DatabaseUrls> {
  const { DATABASE_URL_WEB: web, DATABASE_URL_ENGINE: engine, DATABASE_URL_JOBS: jobs } = settings
  if (web !== undefined && engine !== undefined && jobs !== undefined) return { web, engine, jobs }
  const made = await ensureLogins(ownerUrl, {
    web: secretOf(folder.secrets, 'database-web'),
    engine: secretOf(folder.secrets, 'database-engine'),
    jobs: secretOf(folder.secrets, 'database-jobs'),
  })
  return { web: web ?? made.web, engine: engine ?? made.engine, jobs: jobs ?? made.jobs }
}

function connectionReason(cause: unknown): string {
  const { code = '', message } = cause as NodeJS.ErrnoException
  return CONNECTION_REASONS[code] ?? (message || reasonOf(cause))
}

const CONNECTION_REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name is not known',
  ETIMEDOUT: 'no answer',
  ECONNRESET: 'the connection was cut',
  '28P01': 'the password is wrong',
  '28000': 'the user may not come in',
  '3D000': 'there is no such database',
}
