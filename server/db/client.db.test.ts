// Both roads to the database mean the same, and a broken connection harms nobody else.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { openDb, type Sql } from './client.ts'

let scratch: ScratchDatabase

before(async () => {
  scratch = await scratchDatabase()
  await scratch.db.sql({ text: 'CREATE TABLE things (id int PRIMARY KEY)' })
})
after(() => scratch.drop())

const EVERY_TYPE = {
  text: `SELECT $1::text AS text, $2::int8 AS int8, $3::int4 AS int4, $4::bool AS bool, $5::bytea AS bytea,
    $6::timestamptz AS moment, $7::jsonb AS json, $8::uuid AS uuid, $9::float8 AS float8, $10::text AS nothing,
    '12345678901234567890.123'::numeric AS numeric, $11::bigint[] AS list, 'owner'::"Role" AS role`,
  values: [
    'é',
    9_007_199_254_740_993n,
    7,
    true,
    Buffer.from([0, 255]),
    new Date(1_800_000_000_123),
    '{"a":[1,null]}',
    '0191d1a0-0000-7000-8000-000000000000',
    0.1,
    null,
    ['1', '2'],
  ],
}
const EVERY_VALUE = {
  text: 'é',
  int8: 9_007_199_254_740_993n,
  int4: 7,
  bool: true,
  bytea: Buffer.from([0, 255]),
  moment: new Date(1_800_000_000_123),
  json: { a: [1, null] },
  uuid: '0191d1a0-0000-7000-8000-000000000000',
  float8: 0.1,
  nothing: null,
  numeric: '12345678901234567890.123',
  role: 'owner',
}

async function everyType(sql: Sql) {
  const [row] = await sql(EVERY_TYPE)
  const { list, ...values } = row ?? {}
  assert.ok(Array.isArray(list))
  return values
}

test('a query means the same on both roads', async () => {
  assert.deepEqual(await everyType(scratch.db.sql), EVERY_VALUE)
  assert.deepEqual(await scratch.db.transact(tx => everyType(tx.sql)), EVERY_VALUE)
  assert.deepEqual(await scratch.db.atomically(everyType), EVERY_VALUE)
})

const add = (sql: Sql, id: number) => sql({ text: 'INSERT INTO things VALUES ($1)', values: [id] })
const ids = async () =>
  (await scratch.db.sql<{ id: number }>({ text: 'SELECT id FROM things' })).map(({ id }) => id)

test('Prisma and SQL are one transaction: both or neither', async () => {
  const undone = new Error('undone')
  const tried = scratch.db.transact(async tx => {
    await add(tx.sql, 1)
    await tx.prisma.user.create({ data: { name: 'gone', nameKey: 'gone', role: 'viewer' } })
    assert.equal((await tx.sql({ text: `SELECT FROM users WHERE name = 'gone'` })).length, 1)
    throw undone
  })
  await assert.rejects(tried, undone)
  assert.deepEqual(await ids(), [])
  assert.equal(await scratch.db.prisma.user.count({ where: { name: 'gone' } }), 0)
})

test('a failed statement that was passed over commits nothing, and says so', async () => {
  const tried = scratch.db.atomically(async sql => {
    await add(sql, 2)
    await assert.rejects(add(sql, 2), /duplicate key/)
  })
  await assert.rejects(tried, /rolled back/)
  assert.deepEqual(await ids(), [])
})

test('a connection that breaks within a transaction is not used again', async () => {
  const tried = scratch.db.atomically(sql => sql({ text: 'SELECT pg_terminate_backend(pg_backend_pid())' }))
  await assert.rejects(tried, /terminat/i)
  await scratch.db.atomically(sql => add(sql, 3))
  assert.deepEqual(await ids(), [3])
})

test('who may not wait for ever gives up a lock, and an answer that does not come', async () => {
  const hasty = openDb(scratch.urls.owner, { poolMax: 1, lockTimeoutMs: 20 })
  await scratch.db.atomically(async sql => {
    await sql({ text: 'LOCK TABLE things' })
    await assert.rejects(
      hasty.atomically(own => add(own, 4)),
      /lock timeout/,
    )
  })
  await hasty.close()
  const curt = openDb(scratch.urls.owner, { poolMax: 1, queryTimeoutMs: 200 })
  await scratch.db.atomically(async sql => {
    await sql({ text: 'LOCK TABLE things' })
    await assert.rejects(
      curt.atomically(own => add(own, 5)),
      /timeout/,
    )
  })
  assert.equal((await curt.sql({ text: 'SELECT 1' })).length, 1, 'on another connection')
  await curt.close()
})
