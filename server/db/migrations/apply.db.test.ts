// Migrations are applied once, in order, to a database that they belong to.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { applyMigrations } from './apply.ts'
import { readMigrations } from './files.ts'

let scratch: ScratchDatabase

before(async () => {
  scratch = await scratchDatabase()
})
after(() => scratch.drop())

const emptied = async () => {
  await scratch.db.sql({ text: 'DROP SCHEMA public CASCADE' })
  await scratch.db.sql({ text: 'CREATE SCHEMA public' })
}
const apply = () => applyMigrations(scratch.urls.owner)
const refusal = async () => {
  const applied = await apply()
  return applied.ok ? 'applied' : applied.error
}

test('two starts at once apply every migration once', async () => {
  await emptied()
  const names = (await readMigrations()).map(({ name }) => name)
  const [one, two] = await Promise.all([apply(), apply()])
  assert.ok(one.ok && two.ok)
  assert.deepEqual([...one.value, ...two.value].sort(), names)
  assert.deepEqual(await apply(), { ok: true, value: [] })
})

test('Prisma’s own table tells what was applied', async () => {
  const rows = await scratch.db.sql<{ name: string; checksum: string; steps: number }>({
    text: `SELECT migration_name AS name, checksum, applied_steps_count AS steps FROM _prisma_migrations
      WHERE finished_at IS NOT NULL ORDER BY 1`,
  })
  const expected = (await readMigrations()).map(({ name, checksum }) => ({ name, checksum, steps: 1 }))
  assert.deepEqual(rows, expected)
})

test('a migration that was changed after it was applied is refused', async () => {
  const [first] = await readMigrations()
  await scratch.db.sql({
    text: `UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name = $1`,
    values: [first?.name],
  })
  assert.match(await refusal(), /was changed after it was applied/)
  await scratch.db.sql({
    text: 'UPDATE _prisma_migrations SET checksum = $2 WHERE migration_name = $1',
    values: [first?.name, first?.checksum],
  })
})

test('a database that is newer than the desk is refused', async () => {
  await scratch.db.sql({
    text: `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('x', 'x', '99990101000000_from_tomorrow', now())`,
  })
  assert.match(await refusal(), /newer than this version .*99990101000000_from_tomorrow/)
})
