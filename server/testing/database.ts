// A fresh, migrated database for a test file, with the logins of every process; on the cluster of the run, or on its own.
import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { assert } from '#lib/base/assert.ts'
import { type Db, onConnection, openDb } from '#server/db/client.ts'
import { applyMigrations } from '#server/db/migrations/apply.ts'
import { readMigrations } from '#server/db/migrations/files.ts'
import { type DbProcess, ensureLogins, loginNames } from '#server/db/roles.ts'
import { processEnvironment } from '#server/env.ts'
import { startTestCluster } from './cluster.ts'

export type ScratchDatabase = {
  /** As the owner. */
  db: Db
  urls: Record<DbProcess | 'owner', string>
  drop(): Promise<void>
}

export async function scratchDatabase(): Promise<ScratchDatabase> {
  const given = processEnvironment()['TEST_DATABASE_URL']
  if (given !== undefined) return await scratchOn(given, async () => undefined)
  const cluster = await startTestCluster()
  return await scratchOn(cluster.url, cluster.stop)
}

export async function scratchOn(adminUrl: string, after: () => Promise<void>): Promise<ScratchDatabase> {
  const name = `plimsoll_test_${randomBytes(6).toString('hex')}`
  await onConnection(adminUrl, async admin => {
    const template = await ensureTemplate(admin, adminUrl)
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  const owner = onDatabase(adminUrl, name)
  const logins = await ensureLogins(owner, { web: secret(), engine: secret(), jobs: secret() })
  const db = openDb(owner)
  return {
    db,
    urls: { owner, ...logins },
    drop: async () => {
      await db.close()
      await onConnection(adminUrl, async admin => {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
        for (const login of loginNames(name)) await admin.query(`DROP ROLE ${login}`)
      })
      await after()
    },
  }
}

const TEMPLATE_LOCK = 0x706c_6974

/** Made once for a state of the migrations: the first that asks makes it, the others wait. */
async function ensureTemplate(admin: pg.Client, adminUrl: string): Promise<string> {
  const checksums = (await readMigrations()).map(migration => migration.checksum)
  const name = `plimsoll_template_${shortHash(checksums.join())}`
  await admin.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name])
  if (rowCount === 0) {
    await admin.query(`DROP DATABASE IF EXISTS ${name}_new WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${name}_new`)
    const applied = await applyMigrations(onDatabase(adminUrl, `${name}_new`))
    assert(applied.ok, applied.ok ? '' : applied.error)
    await admin.query(`ALTER DATABASE ${name}_new RENAME TO ${name}`)
  }
  await admin.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  return name
}

function onDatabase(url: string, name: string): string {
  const moved = new URL(url)
  moved.pathname = `/${name}`
  return moved.href
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

function secret(): string {
  return randomBytes(16).toString('hex')
}
