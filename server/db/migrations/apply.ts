// Applies the migrations that a database has not seen: one query a file, each in a transaction of its own together with its
// row in Prisma's table, under a lock, so that two desks starting at once do it once.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { onConnection } from '../client.ts'
import { type Migration, readMigrations } from './files.ts'

/** The names that were applied now; refused when the database and the files do not belong together. */
export async function applyMigrations(ownerUrl: string): Promise<Result<string[], string>> {
  const migrations = await readMigrations()
  return await onConnection(ownerUrl, async client => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]) // until this connection ends
    await client.query(PRISMA_TABLE)
    const applied = await appliedChecksums(client)
    const fault = mismatch(migrations, applied)
    if (fault !== undefined) return refused(fault)
    const missing = migrations.filter(migration => !applied.has(migration.name))
    for (const migration of missing) await apply(client, migration)
    return ok(missing.map(migration => migration.name))
  })
}

const LOCK = 0x706c_696d // "plim"

// As Prisma's own CLI makes it, so that it agrees elsewhere.
const PRISMA_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

async function appliedChecksums(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  return new Map(rows.map(row => [row.migration_name, row.checksum]))
}

function mismatch(migrations: Migration[], applied: Map<string, string>): string | undefined {
  const known = new Set(migrations.map(migration => migration.name))
  const newer = [...applied.keys()].find(name => !known.has(name))
  if (newer !== undefined) {
    return `the database is newer than this version of the desk (it knows the migration ${newer}): update the desk`
  }
  const changed = migrations.find(({ name, checksum }) => (applied.get(name) ?? checksum) !== checksum)
  if (changed !== undefined) return `the migration ${changed.name} was changed after it was applied`
  const last = [...applied.keys()].sort().at(-1) ?? ''
  const late = migrations.find(({ name }) => name < last && !applied.has(name))
  if (late !== undefined) return `the migration ${late.name} is older than one that is applied already`
  return undefined
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(migration.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
        VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    throw new Error(
      `the migration ${migration.name} failed and was rolled back: ${(cause as Error).message}`,
      { cause },
    )
  }
}
