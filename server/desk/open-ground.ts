// What the commands reach: the places of a data folder, and its database as the owner, opened only for as long as it is asked.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { openAuth } from '#server/auth/auth.ts'
import type { Place } from '#server/backup/place.ts'
import { type Db, openDb } from '#server/db/client.ts'
import type { Ground, Report } from './command.ts'

type GroundOptions = Omit<Ground, 'place' | 'withDatabase' | 'askSupervisor' | 'auth'> & {
  /** Of this data folder, made when there is none. */
  authSecret: (dataDir: string) => string
  askSupervisor: (dataDir: string) => Promise<Report | undefined>
}

export function openGround(of: GroundOptions): Ground {
  const { dataDir, settings, origin, authSecret } = of
  return {
    ...of,
    place: placeOf(dataDir),
    // A folder that is not there has no desk.
    askSupervisor: async () => (existsSync(dataDir) ? of.askSupervisor(dataDir) : undefined),
    auth: () =>
      openAuth({ secret: settings.NEXTAUTH_SECRET ?? authSecret(dataDir), origin, log: NOTHING_TO_LOG }),
    withDatabase: async work => {
      const url = await ownerUrl(dataDir, settings.DATABASE_URL)
      return url.ok ? await withDatabase(url.value, work) : url
    },
  }
}

/** The operator makes seeds and opens none, so no fault of one comes up. */
const NOTHING_TO_LOG = {
  error: (event: string) => {
    throw new Error(event)
  },
}

function placeOf(dataDir: string): Place {
  return {
    cluster: join(dataDir, 'postgres'),
    wal: join(dataDir, 'wal'),
    backups: join(dataDir, 'backups'),
    audit: join(dataDir, 'audit'),
    scratch: join(dataDir, 'scratch'),
  }
}

/** The supervisor writes the address of its own PostgreSQL beside its secrets, each time it starts one. */
async function ownerUrl(dataDir: string, outside: string | undefined): Promise<Result<string, string>> {
  if (outside !== undefined) return ok(outside)
  try {
    return ok((await readFile(join(dataDir, 'secrets', 'database-url'), 'utf8')).trim())
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return refused(`there is no desk in ${dataDir}: npm start makes one`)
    if (code === 'EACCES')
      return refused(`${dataDir} belongs to another user: run this as the one who starts the desk`)
    throw cause
  }
}

async function withDatabase<T>(
  url: string,
  work: (db: Db) => Promise<Result<T, string>>,
): Promise<Result<T, string>> {
  const db = openDb(url, { poolMax: 2 })
  try {
    await db.sql({ text: 'SELECT 1' })
  } catch (cause) {
    await db.close()
    return refused(`the database does not answer (${reasonOf(cause)}): is the desk running?`)
  }
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException
  return code === 'ECONNREFUSED' ? 'nothing listens there' : message || String(code)
}
