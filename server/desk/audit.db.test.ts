// The audit log is told to hold only as long as the heads outside are there to prove it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { refused } from '#lib/base/result.ts'
import { epochMs, HOUR_MS, later } from '#lib/base/time.ts'
import { appendAudit, auditBegan, auditHeads } from '#server/db/audit.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { readSettings } from '#server/env.ts'
import { encodeHeads, HEADS_FILE } from '#server/jobs/kept-heads.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { auditVerify } from './audit.ts'
import { openGround } from './open-ground.ts'

let scratch: ScratchDatabase
let beganAt = epochMs(0)
const bench = await mkdtemp(join(tmpdir(), 'plimsoll-verify-'))
const file = join(bench, 'audit', HEADS_FILE)

before(async () => {
  scratch = await scratchDatabase()
  await appendAudit(scratch.db.sql, {
    chain: 'installation',
    actor: '{}',
    action: 'test',
    object: 'x',
    detail: '{}',
    correlationId: 'c',
  })
  beganAt = (await auditBegan(scratch.db.sql)) ?? beganAt
  await mkdir(join(bench, 'audit'))
})
after(async () => {
  await scratch.drop()
  await rm(bench, { recursive: true })
})

async function verifyAfter(hours: number) {
  const settings = readSettings({})
  assert(settings.ok)
  const ground = openGround({
    settings: settings.value,
    clock: { now: () => later(beganAt, hours * HOUR_MS), monotonicMs: () => 0 },
    dataDir: bench,
    origin: 'http://localhost:3000',
    cwd: bench,
    owners: () => undefined,
    askSupervisor: async () => undefined,
    ownerPassword: () => 'secret',
    askPassword: async () => refused('nobody is asked'),
    authSecret: () => 'a secret that nothing is sealed with',
    tell: () => undefined,
  })
  const answer = await auditVerify.run(
    { ...ground, withDatabase: async work => await work(scratch.db) },
    { words: [], options: {} },
  )
  assert(answer.ok)
  return { isBad: answer.value.isBad, json: answer.value.json, lines: answer.value.lines.join('\n') }
}

const beatFor = (hours: number) =>
  writeBeat(scratch.db.sql, {
    process: 'jobs',
    incarnation: randomUUID(),
    pid: 1,
    host: 'h',
    build: 'b',
    started_at: beganAt,
    beat_at: later(beganAt, hours * HOUR_MS),
    rss_bytes: 1,
    restarts: 0,
  })

test('a young desk needs no heads yet; later their absence is said', async () => {
  assert.equal((await verifyAfter(1)).isBad, false)
  const found = await verifyAfter(3)
  assert.equal(found.isBad, true)
  assert.match(found.lines, /no head was kept, or the file is gone/)
})

test('a line that nobody can read is said, and all the others count', async () => {
  const heads = encodeHeads(later(beganAt, HOUR_MS), await auditHeads(scratch.db.sql))
  await writeFile(file, `garbage\n${heads}`)
  const found = await verifyAfter(3)
  assert.deepEqual([found.isBad, found.json['holds'], found.json['heads']], [true, true, 1])
  assert.match(found.lines, /line 1 cannot be read/)
  await writeFile(file, `${heads.slice(0, 20)}\n${heads}`)
  assert.equal((await verifyAfter(3)).isBad, false)
})

test('heads that are old are in order while the desk was off, and not when it ran', async () => {
  assert.equal((await verifyAfter(100)).isBad, false)
  await beatFor(2.9)
  assert.equal((await verifyAfter(100)).isBad, false)
  await beatFor(3.1)
  const found = await verifyAfter(100)
  assert.equal(found.isBad, true)
  assert.match(found.lines, /no head was kept since .* though the desk ran/)
})

test('an end that was cut off shows, on the chain of any writer', async () => {
  const hash = Buffer.alloc(32)
  const cut = [{ chain: 'web/installation', sequence: 7n, hash }]
  await writeFile(file, encodeHeads(later(beganAt, 4 * HOUR_MS), cut))
  const found = await verifyAfter(4)
  assert.equal(found.isBad, true)
  assert.match(found.lines, /web\/installation row 7 is missing/)
})
