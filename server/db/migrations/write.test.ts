// A change of the schema is written as a migration.
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import { writeMigration } from './write.ts'

const AT = epochMs(Date.UTC(2027, 0, 15, 8, 0, 5))
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-migrations-'))
const places = { migrations: folder, schema: join(folder, 'schema'), migrated: join(folder, 'migrated') }
after(() => rmSync(folder, { recursive: true, force: true }))

const schema = (fields: string) =>
  `datasource db {\n  provider = "postgresql"\n}\nmodel Thing {\n  id Int @id\n${fields}}\n`

test('a change of the schema becomes a migration, once', async () => {
  writeFileSync(places.migrated, schema(''))
  writeFileSync(places.schema, schema('  name String?\n'))
  const file = join(folder, '20270115080005_add_name', 'migration.sql')
  assert.deepEqual(await writeMigration('add_name', AT, places), { ok: true, value: file })
  assert.match(readFileSync(file, 'utf8'), /ALTER TABLE "Thing" ADD COLUMN\s+"name" TEXT/)
  assert.deepEqual(await writeMigration('add_name', AT, places), {
    ok: false,
    error: 'prisma/schema.prisma says nothing new',
  })
})

test('a migration has a verb and a noun, and no way out of its folder', async () => {
  for (const name of ['orders', '../add_orders', 'Add_Orders', 'add orders', '']) {
    assert.equal((await writeMigration(name, AT, places)).ok, false, name)
  }
})
