// A database that does not answer: who asks is told so in time, and the next one gets a connection that works.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Db, openDb } from '#server/db/client.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { inBatches } from './batches.ts'

let scratch: ScratchDatabase
let web: Db

before(async () => {
  scratch = await scratchDatabase()
  web = openDb(scratch.urls.web, { poolMax: 1, lookupTimeoutMs: 100 })
})
after(async () => {
  await web.close()
  await scratch.drop()
})

test('a batch that gets no answer fails, and those behind it are asked', async () => {
  const look = inBatches(async (seconds: readonly number[]) => {
    await web.sql({ text: 'SELECT pg_sleep($1::float8)', values: [Math.max(...seconds)] })
    return seconds
  })
  await assert.rejects(look(5), /Query read timeout/)
  assert.equal(await look(0), 0)
})
