// The check of the audit log as the owner asks for it: with the rights of the jobs process, and an answer that is final.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import type { JobRun } from '#lib/wire/job.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { appendAudit, auditHeads } from '#server/db/audit.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { addJobRun, listJobRuns } from '#server/db/job-runs.ts'
import { openLog } from '#server/log.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { auditCheck } from './audit-check.ts'
import { encodeHeads, HEADS_FILE } from './kept-heads.ts'
import { takeTurn } from './turn.ts'

let scratch: ScratchDatabase
let jobs: Db
let folder: string

before(async () => {
  scratch = await scratchDatabase()
  jobs = openDb(scratch.urls.jobs)
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-check-'))
})
after(async () => {
  await jobs.close()
  await scratch.drop()
  await rm(folder, { recursive: true })
})

async function write(rows: number): Promise<void> {
  for (let row = 0; row < rows; row++) {
    await appendAudit(scratch.db.sql, {
      chain: 'installation',
      actor: '{"kind":"system"}',
      action: 'test.done',
      object: 'thing',
      detail: '{}',
      correlationId: 'c',
    })
  }
}

/** The row that one run of the check leaves, and what was told on its way. */
async function checked(signal = new AbortController().signal): Promise<{ row: JobRun; told: JobRun[] }> {
  const bus = openMemoryBus()
  const told: JobRun[] = []
  bus('web').subscribe('job.changed', run => told.push(run))
  const log = openLog('jobs', { destination: { write: () => {} } })
  const ground = { db: jobs, bus: bus('jobs'), clock: systemClock, log }
  const id = randomUUID()
  await addJobRun(jobs.sql, { id, name: 'audit-check', requestedBy: null, at: systemClock.now() })
  const run = { id, correlationId: 'wish', isAsked: true, isLastTry: false, signal }
  await takeTurn(ground, auditCheck(folder), run)
  const [row] = await listJobRuns(jobs.sql, { limit: 1, name: 'audit-check' })
  assert(row?.id === id)
  return { row, told }
}

test('a log that holds is told in figures, with progress on the way', async () => {
  await write(3)
  const { row, told } = await checked()
  assert.deepEqual([row.state, row.message], ['done', '3 rows in 1 chain hold; no head is kept outside yet'])
  assert(told.some(run => run.message === '3 of 3 rows'))
  await writeFile(join(folder, HEADS_FILE), encodeHeads(systemClock.now(), await auditHeads(scratch.db.sql)))
  assert.equal((await checked()).row.message, '3 rows in 1 chain hold; 1 head kept outside agree')
})

test('a run that is told to stop stops, and is taken up again later', async () => {
  const stopping = new AbortController()
  stopping.abort(new Error('the jobs process was stopped'))
  await assert.rejects(checked(stopping.signal), /stopped/)
  const [row] = await listJobRuns(jobs.sql, { limit: 1, name: 'audit-check' })
  assert.equal(row?.state, 'queued')
})

test('a line outside that nobody can read is told, though the log holds', async () => {
  await writeFile(join(folder, HEADS_FILE), '{"at":1,"heads":[{}]}\n')
  const { row } = await checked()
  assert.equal(row.state, 'failed')
  assert.match(row.message, /^3 rows in 1 chain hold, but line 1 of the heads kept outside cannot be read/)
})

test('a log that does not hold has failed at once: another try would find the same', async () => {
  const heads = encodeHeads(epochMs(systemClock.now()), await auditHeads(scratch.db.sql))
  await writeFile(join(folder, HEADS_FILE), heads)
  await scratch.db.atomically(async sql => {
    await sql({ text: 'ALTER TABLE audit_entries DISABLE TRIGGER USER' })
    await sql({ text: `UPDATE audit_entries SET object = 'another' WHERE sequence = 2` })
    await sql({ text: 'ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_only_grow' })
  })
  const { row } = await checked()
  assert.deepEqual(
    [row.state, row.finished_at === null, row.message],
    ['failed', false, 'the log does NOT hold: owner/installation row 2 was changed: its hash is another'],
  )
})
