// The schema that Prisma believes in and the database that the migrations make must be one, but for what Prisma cannot say.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import type { Sql } from '#server/db/client.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { MIGRATED_FILE, SCHEMA_FILE } from './files.ts'
import { schemaDiff } from './schema-diff.ts'
import { isEmpty } from './write.ts'

/** Raw objects: they live in the migrations alone. */
const RAW_FUNCTIONS = ['audit_append', 'audit_field', 'audit_refuse_change', 'audit_writer', 'wake_by_id']
const RAW_TRIGGERS = [
  'audit_entries.audit_entries_only_grow',
  'audit_heads.audit_heads_stay',
  'commands.commands_wake',
  'job_runs.job_runs_wake',
  'sessions.sessions_wake',
  'users.users_wake',
]
const RAW_INDEXES = ['action', 'correlation', 'kind', 'object', 'person', 'subject'].map(
  what => `audit_entries_${what}_idx`,
)
const RAW_ROLES = ['plimsoll_engine', 'plimsoll_jobs', 'plimsoll_web']

let migrated: ScratchDatabase
let declared: ScratchDatabase

before(async () => {
  migrated = await scratchDatabase()
  declared = await scratchDatabase()
  await declared.db.sql({ text: 'DROP SCHEMA public CASCADE' })
  await declared.db.sql({ text: await schemaDiff(null, await readFile(SCHEMA_FILE, 'utf8')) })
})
after(async () => {
  await migrated.drop()
  await declared.drop()
})

const CATALOG = {
  columns: `SELECT table_name || '.' || column_name || ' ' || format_type(a.atttypid, a.atttypmod) || ' '
      || is_nullable || ' ' || coalesce(column_default, '-') AS fact
    FROM information_schema.columns c
    JOIN pg_attribute a ON a.attrelid = c.table_name::regclass AND a.attname = c.column_name
    WHERE c.table_schema = 'public' AND c.table_name <> '_prisma_migrations'`,
  constraints: `SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS fact FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> '_prisma_migrations'`,
  indexes: `SELECT indexdef AS fact FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
      AND indexname NOT IN (${RAW_INDEXES.map(name => `'${name}'`).join(', ')})`,
  enums: `SELECT t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) AS fact
    FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname`,
  sequences: `SELECT sequencename || ' ' || data_type || ' ' || increment_by AS fact FROM pg_sequences WHERE schemaname = 'public'`,
}

async function facts(sql: Sql, text: string): Promise<string[]> {
  return (await sql<{ fact: string }>({ text })).map(row => row.fact).sort()
}

for (const [part, text] of Object.entries(CATALOG)) {
  test(`migrations and schema agree on ${part}`, async () => {
    const made = await facts(migrated.db.sql, text)
    assert.ok(made.length > 0, `the test saw ${part}`)
    assert.deepEqual(made, await facts(declared.db.sql, text))
  })
}

test('what Prisma cannot say is named here, and nothing else of it is there', async () => {
  const functions = `SELECT proname AS fact FROM pg_proc WHERE pronamespace = 'public'::regnamespace`
  const triggers = `SELECT tgrelid::regclass || '.' || tgname AS fact FROM pg_trigger WHERE NOT tgisinternal`
  const indexes = `SELECT c.relname AS fact FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace AND i.indexprs IS NOT NULL`
  const groups = `SELECT rolname AS fact FROM pg_roles WHERE rolname LIKE 'plimsoll\\_%' AND NOT rolcanlogin`
  assert.deepEqual(await facts(migrated.db.sql, functions), RAW_FUNCTIONS)
  assert.deepEqual(await facts(migrated.db.sql, triggers), RAW_TRIGGERS)
  assert.deepEqual(await facts(migrated.db.sql, indexes), RAW_INDEXES)
  assert.deepEqual(await facts(migrated.db.sql, groups), RAW_ROLES)
})

test('the next migration starts from where the last one ended', async () => {
  const [last, now] = await Promise.all([readFile(MIGRATED_FILE, 'utf8'), readFile(SCHEMA_FILE, 'utf8')])
  assert.ok(
    isEmpty(await schemaDiff(last, now)),
    'prisma/schema.prisma says what no migration does: npm run desk -- migration',
  )
})
