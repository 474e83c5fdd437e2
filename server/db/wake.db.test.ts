import assert from 'node:assert/strict'
import { after, afterEach, before, mock, test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { openWake } from './wake.ts'

let scratch: ScratchDatabase

before(async () => {
  scratch = await scratchDatabase()
})
after(() => scratch.drop())
afterEach(() => mock.timers.reset())

const notify = (id: string) => scratch.db.sql({ text: `SELECT pg_notify('things', $1)`, values: [id] })
const listeners = () =>
  scratch.db.sql<{ pid: number }>({
    text: `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN "things"'`,
  })

/** Until it holds; the test runner's own limit is the only clock. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await turn()
}

test('a NOTIFY wakes with its id, and beginning to listen wakes too', async () => {
  mock.timers.enable({ apis: ['setInterval'] }) // no poll
  const woken: (string | undefined)[] = []
  const wake = openWake(scratch.urls.web, 'things', id => woken.push(id))
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
  const wake = openWake('postgresql://nobody:x@127.0.0.1:1/none', 'things', () => woken++)
  mock.timers.tick(3_000)
  assert.equal(woken, 3)
  await wake.close()
  mock.timers.tick(3_000)
  assert.equal(woken, 3)
})

test('a connection that is lost is followed by one other, and nothing is missed for good', async () => {
  const woken: (string | undefined)[] = []
  mock.timers.enable({ apis: ['setInterval'] })
  const wake = openWake(scratch.urls.web, 'things', id => woken.push(id))
  await until(() => woken.length === 1)
  mock.timers.reset()
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] })
  for (const { pid } of await listeners()) {
    await scratch.db.sql({ text: 'SELECT pg_terminate_backend($1)', values: [pid] })
  }
  await until(() => {
    mock.timers.tick(100)
    return woken.length > 1
  })
  assert.equal(woken[1], undefined)
  assert.equal((await listeners()).length, 1)
  await notify('two')
  await until(() => woken.includes('two'))
  await wake.close()
})
