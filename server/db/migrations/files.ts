// The migrations as they lie on disk: one folder each, in the order of their names, never changed once applied.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assert } from '#lib/base/assert.ts'

export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
export const SCHEMA_FILE = fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url))
/** The schema as the last migration left it: the next one starts from here. */
export const MIGRATED_FILE = join(MIGRATIONS_DIR, 'migrated.prisma')

export async function readMigrations(): Promise<Migration[]> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true })
  const names = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  assert(names.length > 0, `there are no migrations in ${MIGRATIONS_DIR}`)
  return await Promise.all(names.sort().map(readMigration))
}

async function readMigration(name: string): Promise<Migration> {
  const sql = await readFile(join(MIGRATIONS_DIR, name, 'migration.sql'), 'utf8')
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}
