// What the stream tells, from real rows and real news: to whom it is for, and never older than what was told before.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { systemClock } from '#server/clock.ts'
import { insertCommand } from '#server/db/commands.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { openSources, withoutSuperseded } from './sources.ts'
import { commandOf, type Guest, seat } from './test-guests.ts'
import { openTestHouse, rowsOf, type TestHouse } from './test-house.ts'

let scratch: ScratchDatabase
let house: TestHouse

before(async () => {
  scratch = await scratchDatabase()
  house = await openTestHouse(scratch.urls.web)
})
after(async () => {
  await house.close()
  await scratch.drop()
})

const idsOf = (rows: unknown[]) => rows.map(row => Object(row).id)

test('news of the bus reaches whom it is for, and a personal one nobody else', async () => {
  const [ada, bob] = [await seat(scratch.db, 'trader'), await seat(scratch.db, 'trader')]
  const [hers, his] = [await house.listen(ada), await house.listen(bob)]
  for (const ear of [hers, his]) {
    ear.say('subscribe', 'commands')
    await ear.next(rowsOf('commands'))
  }
  const settled = async ({ userId }: Guest) => {
    const row = await insertCommand(scratch.db.sql, commandOf(userId))
    const done = { ...row, state: 'done' as const, settled_at: row.created_at }
    house.bus('engine').publish('command.changed', { user_id: userId, command: done })
    return row.id
  }
  const [herId, hisId] = [await settled(ada), await settled(bob)]
  assert.deepEqual(idsOf((await hers.next(rowsOf('commands'))).rows), [herId])
  assert.deepEqual(idsOf((await his.next(rowsOf('commands'))).rows), [hisId])
  for (const { ws } of [hers, his]) ws.terminate()
})

test('a life that another one followed on the same host is over', () => {
  const life = { process: 'engine', pid: 1, host: 'h', build: 'b', rss_bytes: 1, restarts: 0 } as const
  const old = { ...life, incarnation: 'old', started_at: 0, beat_at: 10 }
  const young = { ...life, incarnation: 'young', started_at: 11, beat_at: 12 }
  const elsewhere = { ...old, incarnation: 'elsewhere', host: 'other' }
  assert.deepEqual(withoutSuperseded([old, young, elsewhere]), [young, elsewhere])
  const twin = { ...young, incarnation: 'twin', started_at: 5 }
  assert.deepEqual(withoutSuperseded([old, twin]), [old, twin], 'two that beat at one time both live')
})

test('a beat that was heard is not undone by an older row', async () => {
  const { db } = scratch
  const at = systemClock.now()
  const life = { process: 'strategy-host', incarnation: randomUUID(), pid: 1, host: 's', build: 'b' } as const
  const stored = { ...life, rss_bytes: 1, restarts: 0, started_at: at - 60_000, beat_at: at - 30_000 }
  await writeBeat(db.sql, stored)
  const bus = house.bus('strategy-host')
  const sources = openSources({ sql: db.sql, bus: house.bus('web'), clock: systemClock })
  sources.processes.watch(() => {})
  const shown = async () =>
    (await sources.processes.load(null)).filter(({ host }) => host === 's').map(({ beat_at }) => beat_at)
  assert.deepEqual(await shown(), [at - 30_000])
  bus.publish('process.beat', { ...stored, beat_at: at })
  assert.deepEqual(await shown(), [at])
})
