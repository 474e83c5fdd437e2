// The audit log in the database: one hash on both sides, and no change unseen.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { type AuditRecord, appendAudit, auditHeads, verifyAudit } from './audit.ts'
import { auditHash } from './audit-hash.ts'
import { type Db, openDb, type Sql } from './client.ts'

let scratch: ScratchDatabase
let web: Db

before(async () => {
  scratch = await scratchDatabase()
  web = openDb(scratch.urls.web)
})
after(async () => {
  await web.close()
  await scratch.drop()
})

const record = (chain: string, detail = '{}'): AuditRecord => ({
  chain,
  actor: '{"type":"system"}',
  action: 'test.done',
  object: 'thing:1',
  detail,
  correlationId: 'c-1',
})

/** A chain of its own as it is stored, so that a test judges its own rows. */
async function grow(rows: number): Promise<string> {
  const chain = `chain-${randomUUID()}`
  for (let row = 1; row <= rows; row++) await appendAudit(web.sql, record(chain, `{"row":${row}}`))
  return `web/${chain}`
}

/** The faults of one chain while somebody with all rights has done something to it; all is put back afterwards. */
async function faultsAfter(chain: string, harm: (sql: Sql) => Promise<unknown>): Promise<string[]> {
  const external = await auditHeads(scratch.db.sql)
  const undo = new Error('undo')
  const faults: string[] = []
  const tried = scratch.db.atomically(async sql => {
    await sql({ text: 'ALTER TABLE audit_entries DISABLE TRIGGER USER' })
    await sql({ text: 'ALTER TABLE audit_heads DISABLE TRIGGER USER' })
    await harm(sql)
    const verified = await verifyAudit(sql, external)
    if (!verified.ok)
      faults.push(
        ...verified.error.filter(told => told.chain === chain).map(told => `${told.sequence} ${told.fault}`),
      )
    throw undo
  })
  await assert.rejects(tried, undo)
  return faults
}

test('the hash in SQL and the hash here are one, whatever text comes', async () => {
  const text = fc.string({ unit: 'binary' }).map(raw => raw.replaceAll('\0', '')) // PostgreSQL holds no NUL
  await fc.assert(
    fc.asyncProperty(
      fc.record({ actor: text, action: text, object: text, detail: text, correlationId: text }),
      async told => {
        await appendAudit(web.sql, { chain: 'property', ...told })
      },
    ),
    { numRuns: 60 },
  )
  const verified = await verifyAudit(scratch.db.sql, await auditHeads(scratch.db.sql))
  assert.equal(verified.ok, true)
  const rows = await scratch.db.sql({ text: `SELECT FROM audit_entries WHERE chain = 'web/property'` })
  assert.ok(rows.length >= 60)
})

test('an untouched log verifies, and says how much it saw', async () => {
  await grow(3)
  const [count] = await scratch.db.sql<{ rows: bigint; chains: bigint }>({
    text: 'SELECT count(*) AS rows, count(DISTINCT chain) AS chains FROM audit_entries',
  })
  const verified = await verifyAudit(scratch.db.sql, await auditHeads(scratch.db.sql))
  assert.deepEqual(verified, {
    ok: true,
    value: { chains: Number(count?.chains), rows: Number(count?.rows) },
  })
})

test('any edit of any field of any row is found', async () => {
  const chain = await grow(3)
  const edits = {
    at: "at + interval '1 millisecond'",
    actor: "actor || ' '",
    action: "'test.undone'",
    object: "'thing:2'",
    detail: "'{}'",
    correlation_id: "'c-2'",
    previous_hash: "sha256('x')",
    hash: "sha256('x')",
  }
  for (const [column, value] of Object.entries(edits)) {
    for (const row of [1, 2, 3]) {
      const faults = await faultsAfter(chain, sql =>
        sql({
          text: `UPDATE audit_entries SET ${column} = ${value} WHERE chain = $1 AND sequence = $2`,
          values: [chain, row],
        }),
      )
      assert.ok(
        faults.some(fault => fault.startsWith(`${row} `)),
        `${column} of row ${row}: ${faults}`,
      )
    }
  }
})

test('a row that is gone is found, wherever it stood', async () => {
  const chain = await grow(3)
  const gone = (row: number) =>
    faultsAfter(chain, sql =>
      sql({ text: 'DELETE FROM audit_entries WHERE chain = $1 AND sequence = $2', values: [chain, row] }),
    )
  assert.deepEqual(await gone(1), ['2 follows row 0: row 1 is missing'])
  assert.deepEqual(await gone(2), ['3 follows row 1: row 2 is missing'])
  assert.match((await gone(3)).join(), /3 is missing, though the head row knows it: the chain was cut/)
})

test('rows that changed places are found', async () => {
  const chain = await grow(3)
  const faults = await faultsAfter(chain, async sql => {
    for (const [from, to] of [
      [1, 9],
      [2, 1],
      [9, 2],
    ]) {
      await sql({
        text: 'UPDATE audit_entries SET sequence = $3 WHERE chain = $1 AND sequence = $2',
        values: [chain, from, to],
      })
    }
  })
  assert.ok(faults.some(fault => fault.startsWith('1 was changed')))
  assert.ok(faults.some(fault => fault.startsWith('2 was changed')))
})

const cutTail = (chain: string, sql: Sql) =>
  sql({
    text: `WITH gone AS (DELETE FROM audit_entries WHERE chain = $1 AND sequence = 3)
      UPDATE audit_heads SET sequence = 2, hash = entry.hash FROM audit_entries entry
      WHERE audit_heads.chain = $1 AND entry.chain = $1 AND entry.sequence = 2`,
    values: [chain],
  })

test('a tail that was cut together with its head is found by the head outside', async () => {
  const chain = await grow(3)
  const faults = await faultsAfter(chain, sql => cutTail(chain, sql))
  assert.deepEqual(faults, ['3 is missing, though the external head knows it: the chain was cut'])
})

/** Another third row, whose hash fits: as one can who holds every right. */
async function writeAnew(chain: string, sql: Sql): Promise<void> {
  const [second] = await sql<{ hash: Buffer }>({
    text: 'SELECT hash FROM audit_heads WHERE chain = $1',
    values: [chain],
  })
  assert.ok(second)
  const { actor, action, object, detail, correlationId } = record(chain, '{"row":"another"}')
  const row = { chain, sequence: '3', atMs: '0', actor, action, object, detail, correlationId }
  const hash = auditHash(second.hash, row)
  await sql({
    text: `INSERT INTO audit_entries VALUES ($1, 3, 'epoch', $2, $3, $4, $5, $6, $7, $8)`,
    values: [chain, actor, action, object, detail, correlationId, second.hash, hash],
  })
  await sql({
    text: 'UPDATE audit_heads SET sequence = 3, hash = $2 WHERE chain = $1',
    values: [chain, hash],
  })
}

test('a tail that was cut and written anew is found by the head outside', async () => {
  const chain = await grow(3)
  const faults = await faultsAfter(chain, async sql => {
    await cutTail(chain, sql)
    await writeAnew(chain, sql)
  })
  assert.deepEqual(faults, ['3 is not the row that the external head knows'])
})

test('a chain that is gone altogether is found by the head outside', async () => {
  const chain = await grow(1)
  const faults = await faultsAfter(chain, async sql => {
    await sql({ text: 'DELETE FROM audit_entries WHERE chain = $1', values: [chain] })
    await sql({ text: 'DELETE FROM audit_heads WHERE chain = $1', values: [chain] })
  })
  assert.deepEqual(faults, ['1 is missing, though the external head knows it: the chain was cut'])
})

test('a head that was set back is found', async () => {
  const chain = await grow(2)
  const faults = await faultsAfter(chain, sql =>
    sql({
      text: `UPDATE audit_heads SET sequence = 1, hash = entry.hash FROM audit_entries entry
        WHERE audit_heads.chain = $1 AND entry.chain = $1 AND entry.sequence = 1`,
      values: [chain],
    }),
  )
  assert.deepEqual(faults, ['2 lies beyond the head of its chain'])
})

test('many at once append to one chain without a gap', async () => {
  const chain = `chain-${randomUUID()}`
  const sequences = await Promise.all(Array.from({ length: 30 }, () => appendAudit(web.sql, record(chain))))
  assert.deepEqual(
    sequences.map(Number).sort((a, b) => a - b),
    Array.from({ length: 30 }, (_, index) => index + 1),
  )
  assert.equal((await verifyAudit(scratch.db.sql, [])).ok, true)
})

test('a row goes with the transaction that it records', async () => {
  const chain = `chain-${randomUUID()}`
  const refused = new Error('refused')
  const tried = web.transact(async tx => {
    await appendAudit(tx.sql, record(chain))
    throw refused
  })
  await assert.rejects(tried, refused)
  assert.equal(await appendAudit(web.sql, record(chain)), 1n)
})

test('not even the owner changes a row by a plain statement', async () => {
  await grow(1)
  for (const statement of [
    `UPDATE audit_entries SET detail = 'x'`,
    'DELETE FROM audit_entries',
    'TRUNCATE audit_entries',
    'DELETE FROM audit_heads',
  ]) {
    await assert.rejects(scratch.db.sql({ text: statement }), /the audit log only grows/, statement)
  }
})

test('who wrote is in the chain, whatever chain was asked for, and no writer waits for another', async () => {
  const asked = `engine/${randomUUID()}`
  const others = {
    engine: openDb(scratch.urls.engine),
    jobs: openDb(scratch.urls.jobs),
    owner: openDb(scratch.urls.owner),
  }
  await web.atomically(async sql => {
    await appendAudit(sql, record(asked)) // and holds its head until the end of this transaction
    for (const db of Object.values(others)) assert.equal(await appendAudit(db.sql, record(asked)), 1n)
  })
  const stored = await scratch.db.sql<{ chain: string }>({
    text: 'SELECT chain FROM audit_heads WHERE chain LIKE $1 ORDER BY 1',
    values: [`%/${asked}`],
  })
  assert.deepEqual(
    stored.map(({ chain }) => chain),
    ['engine', 'jobs', 'owner', 'web'].map(writer => `${writer}/${asked}`),
  )
  await Promise.all(Object.values(others).map(db => db.close()))
  assert.equal((await verifyAudit(scratch.db.sql, await auditHeads(scratch.db.sql))).ok, true)
})
