// Wake-ups are heard, polled for, and survive a lost connection.
import assert from 'node:assert/strict'
import { after, afterEach, before, mock, test } from 'node:test'
import pg from 'pg'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { connection } from './client.ts'
import { openWake, type Wake } from './wake.ts'

let scratch: ScratchDatabase
/** A connection without timers of its own: the tests hold the clock. */
let web: pg.Client
let wake: Wake | undefined

before(async () => {
  scratch = await scratchDatabase()
  web = new pg.Client(connection(scratch.urls.web))
  await web.connect()
})
after(async () => {
  await web.end()
  await scratch.drop()
})
afterEach(async () => {
  mock.timers.reset()
  await wake?.close()
})

const notify = (id: string) => web.query(`SELECT pg_notify('things', $1)`, [id])
async function listeners(): Promise<number[]> {
  const { rows } = await web.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN "things"'`,
  )
  return rows.map(({ pid }) => pid)
}

/** Until it holds; the test runner's own limit is the only clock. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setImmediate(resolve))
}

test('a NOTIFY wakes with its id, and beginning to listen wakes too', async () => {
  mock.timers.enable({ apis: ['setInterval'] }) // no poll
  const woken: (string | undefined)[] = []
  wake = openWake(scratch.urls.web, 'things', id => woken.push(id))
  await until(() => woken.length === 1)
  await notify('one')
  await until(() => woken.length === 2)
  assert.deepEqual(woken, [undefined, 'one'])
  await wake.close()
  assert.deepEqual(await listeners(), [])
})

test('the poll wakes each second, heard or not', async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  let woken = 0
  wake = openWake('postgresql://nobody:x@127.0.0.1:1/none', 'things', () => woken++)
  mock.timers.tick(3_000)
  assert.equal(woken, 3)
  await wake.close()
  mock.timers.tick(3_000)
  assert.equal(woken, 3)
})

test('a connection that is lost is followed by one other, and nothing is missed for good', async () => {
  const woken: (string | undefined)[] = []
  mock.timers.enable({ apis: ['setInterval'] })
  wake = openWake(scratch.urls.web, 'things', id => woken.push(id))
  await until(() => woken.length === 1)
  mock.timers.reset()
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] })
  for (const pid of await listeners()) await web.query('SELECT pg_terminate_backend($1)', [pid])
  await until(() => {
    mock.timers.tick(100)
    return woken.length > 1
  })
  assert.equal(woken[1], undefined)
  assert.equal((await listeners()).length, 1)
  await notify('two')
  await until(() => woken.includes('two'))
})
