// What machines measure and when jobs come: written by jobs, read by web, and what is over is forgotten.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MS, epochMs, later } from '#lib/base/time.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { type Db, openDb } from './client.ts'
import { listSchedules, saveSchedules } from './job-schedules.ts'
import { listMachines, writeMachine } from './resources.ts'

let scratch: ScratchDatabase
let jobs: Db
let web: Db

before(async () => {
  scratch = await scratchDatabase()
  jobs = openDb(scratch.urls.jobs)
  web = openDb(scratch.urls.web)
})
after(async () => {
  await Promise.all([jobs.close(), web.close()])
  await scratch.drop()
})

const AT = epochMs(Date.UTC(2026, 10, 20, 16))
const machine = {
  host: 'desk',
  at: AT,
  cpu_count: 2,
  load: 0.25,
  memory_bytes: 25_000_000_000,
  memory_available_bytes: 20_000_000_000,
  disk_bytes: 500_000_000_000,
  disk_free_bytes: 400_000_000_000,
  loop_delay_ms: 1.5,
}

test('a machine has one row, its last measure, and is forgotten after a day', async () => {
  await writeMachine(jobs.sql, machine, AT)
  const after = { ...machine, at: later(AT, 60_000), load: null, disk_bytes: null, disk_free_bytes: null }
  await writeMachine(jobs.sql, after, later(AT, 60_000))
  assert.deepEqual(await listMachines(web.sql), [after])
  const tomorrow = later(AT, DAY_MS + 60_001)
  const other = { ...machine, host: 'other', at: tomorrow }
  await writeMachine(jobs.sql, other, tomorrow)
  assert.deepEqual(await listMachines(web.sql), [other])
})

test('the schedules are those of the last start and no others', async () => {
  await saveSchedules(jobs, [
    { name: 'backup', cron: '0 3 * * *' },
    { name: 'measure', cron: '* * * * *' },
  ])
  await saveSchedules(jobs, [{ name: 'measure', cron: '5 * * * *' }])
  assert.deepEqual(await listSchedules(web.sql), [{ name: 'measure', cron: '5 * * * *' }])
  await saveSchedules(jobs, [])
  assert.deepEqual(await listSchedules(web.sql), [])
})
