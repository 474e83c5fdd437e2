// Writes the migration that leads from the last migrated schema to prisma/schema.prisma.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { MIGRATED_FILE, MIGRATIONS_DIR, SCHEMA_FILE } from './files.ts'
import { schemaDiff } from './schema-diff.ts'

const NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/
const PLACES = { migrations: MIGRATIONS_DIR, schema: SCHEMA_FILE, migrated: MIGRATED_FILE }

/** The path of the new file. Raw SQL (functions, rights, triggers) is added to it by hand. */
export async function writeMigration(
  name: string,
  at: EpochMs,
  places = PLACES,
): Promise<Result<string, string>> {
  if (!NAME.test(name)) return refused('a migration is named <verb>_<noun>, in lower case: add_orders')
  const [from, to] = await Promise.all([readFile(places.migrated, 'utf8'), readFile(places.schema, 'utf8')])
  const sql = await schemaDiff(from, to)
  if (isEmpty(sql)) return refused('prisma/schema.prisma says nothing new')
  const folder = join(places.migrations, `${stamp(at)}_${name}`)
  const file = join(folder, 'migration.sql')
  await mkdir(folder)
  await writeFile(file, sql)
  await copyFile(places.schema, places.migrated)
  return ok(file)
}

export function isEmpty(sql: string): boolean {
  return sql.split('\n').every(line => line === '' || line.startsWith('--'))
}

function stamp(at: EpochMs): string {
  return new Date(at).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
}
