// A lease that is renewed is an answer of the database: the engine is not away while it renews, whatever else waits.
import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { INSTALLATION } from '#lib/base/id.ts'
import { epochMs } from '#lib/base/time.ts'
import type { Query, Row } from '#server/db/client.ts'
import { openLog } from '#server/log.ts'
import { openTenure } from './tenure.ts'

const log = openLog('engine', { destination: { write: () => undefined } })

test('each renewal counts as an answer, and none that failed does', async () => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  let nowMs = 0
  let answers = 0
  let isAway = false
  const asked: (string | undefined)[] = []
  const tenure = openTenure({
    clock: { now: () => epochMs(0), monotonicMs: () => nowMs },
    log,
    db: { atomically: () => assert.fail('nothing is to be written') },
    accountId: INSTALLATION,
    holder: 'h',
    sql: async <R extends Row>(query: Query) => {
      asked.push(query.name)
      if (isAway) throw new Error('away')
      return [{ epoch: 1n }] as Row[] as R[] // as the database answers the lease
    },
    onTaken: () => undefined,
    onAnswer: () => {
      answers++
    },
  })
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      nowMs += 1_000
      mock.timers.tick(1_000)
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  await pass(11)
  assert.deepEqual(asked, ['leases.take', 'leases.renew', 'leases.renew'])
  assert.equal(answers, 3)
  isAway = true
  await pass(6)
  assert.equal(answers, 3)
  isAway = false
  await tenure.release()
  mock.timers.reset()
})
