// The desk's own PostgreSQL, in its data folder.
import { join } from 'node:path'
import type { RunAs } from '#server/db/postgres/init.ts'
import { type Postgres, startPostgres } from '#server/db/postgres/postgres.ts'
import type { DataFolder } from './data-folder.ts'
import { secretOf } from './secrets.ts'
import { reasonOf, StartFault } from './start-fault.ts'
import { writeWhole } from './write-whole.ts'

/** The operator's tool reads its address in the folder of secrets. */
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
