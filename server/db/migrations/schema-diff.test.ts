// Prisma’s schema engine tells the difference of two schemas.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemaDiff } from './schema-diff.ts'
import { isEmpty } from './write.ts'

const HEAD = 'datasource db {\n  provider = "postgresql"\n}\n'
const ONE = `${HEAD}model Thing {\n  id Int @id\n}\n`
const TWO = `${HEAD}model Thing {\n  id Int @id\n  name String?\n}\n`

test('the difference of two schemas is SQL that leads from one to the other', async () => {
  assert.match(await schemaDiff(null, ONE), /CREATE TABLE "Thing"/)
  assert.match(await schemaDiff(ONE, TWO), /ALTER TABLE "Thing" ADD COLUMN\s+"name" TEXT/)
})

test('a schema and itself differ in nothing', async () => {
  assert.ok(isEmpty(await schemaDiff(TWO, TWO)))
  assert.equal(isEmpty(await schemaDiff(ONE, TWO)), false)
})
