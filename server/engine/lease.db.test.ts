// The lease: one writer, fenced by its epoch.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, mock, test } from 'node:test'
import type { AccountId } from '#lib/base/id.ts'
import { epochMs } from '#lib/base/time.ts'
import type { Clock } from '#server/clock.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { acquireLease, inEpoch, keepLease, type Lease } from './lease.ts'

let scratch: ScratchDatabase
let engine: Db

before(async () => {
  scratch = await scratchDatabase()
  engine = openDb(scratch.urls.engine)
})
after(async () => {
  await engine.close()
  await scratch.drop()
})

const someAccount = () => randomUUID() as AccountId // an account of the test's own

/** A clock that moves when it is told to. */
function handClock(): Clock & { pass(ms: number): void } {
  let elapsedMs = 1_000
  return {
    now: () => epochMs(0),
    monotonicMs: () => elapsedMs,
    pass: ms => {
      elapsedMs += ms
    },
  }
}

async function take(
  accountId: AccountId,
  over: { clock?: Clock; holder?: string; predecessor?: string } = {},
) {
  return await acquireLease({ sql: engine.sql, clock: handClock(), accountId, holder: randomUUID(), ...over })
}

async function mustTake(...args: Parameters<typeof take>): Promise<Lease> {
  const lease = await take(...args)
  assert.ok(lease, 'the lease is free')
  return lease
}

/** As if the holder had been silent for longer than a lease lasts. */
const expire = (accountId: AccountId) =>
  scratch.db.sql({
    text: `UPDATE engine_leases SET expires_at = clock_timestamp() - interval '1 ms' WHERE account_id = $1`,
    values: [accountId],
  })

test('one holder at a time, and every holder has an epoch of its own', async () => {
  const accountId = someAccount()
  const tried = await Promise.all(Array.from({ length: 5 }, () => take(accountId)))
  const [first, ...others] = tried.filter(lease => lease !== undefined)
  assert.ok(first)
  assert.equal(others.length, 0)
  assert.equal(first.epoch, 1n)
  await first.release()
  assert.equal(first.isValid(), false)
  assert.equal((await mustTake(accountId)).epoch, 2n)
  assert.equal(await take(accountId), undefined)
})

test('a lease that ran out passes to another, and cannot be renewed by the first', async () => {
  const accountId = someAccount()
  const first = await mustTake(accountId)
  await expire(accountId)
  assert.equal(await first.renew(), false)
  assert.equal(first.isValid(), false)
  const second = await mustTake(accountId)
  assert.equal(second.epoch, 2n)
  assert.equal(await first.renew(), false)
  await first.release()
  assert.equal(await second.renew(), true, 'the release of an old epoch releases nothing')
})

test('whoever succeeds a reaped engine waits for nothing', async () => {
  const accountId = someAccount()
  const reaped = await mustTake(accountId)
  assert.equal(await take(accountId, { predecessor: randomUUID() }), undefined)
  const heir = await mustTake(accountId, { predecessor: reaped.holder })
  assert.equal(heir.epoch, 2n)
  assert.equal(await reaped.renew(), false)
})

test('validity ends two seconds early on the clock that never steps, and a renewal reckons from before it asked', async () => {
  const clock = handClock()
  const lease = await mustTake(someAccount(), { clock })
  assert.equal(lease.validForMs(), 13_000)
  clock.pass(12_999)
  assert.equal(lease.isValid(), true)
  clock.pass(1)
  assert.equal(lease.isValid(), false)

  const slow = handClock()
  const slowSql: Db['sql'] = async query => {
    slow.pass(4_000)
    return await engine.sql(query)
  }
  const late = await acquireLease({ sql: slowSql, clock: slow, accountId: someAccount(), holder: 'h' })
  assert.equal(late?.validForMs(), 9_000)
  assert.equal(await late?.renew(), true)
  assert.equal(late?.validForMs(), 9_000)
})

test('an old epoch cannot commit after a new one began', async () => {
  const accountId = someAccount()
  const old = await mustTake(accountId)
  const works: string[] = []
  const value = await inEpoch(engine, old, async (_, epoch) => {
    works.push('old')
    return epoch
  })
  assert.equal(value, 1n)
  await expire(accountId)
  const next = await mustTake(accountId)
  assert.equal(old.isValid(), true, 'the old one does not know yet')
  assert.equal(await inEpoch(engine, old, async () => works.push('late')), undefined)
  assert.equal(await inEpoch(engine, next, async (_, epoch) => epoch), 2n)
  assert.deepEqual(works, ['old'])
})

test('a new epoch waits for the transaction of the old one to end', async () => {
  const accountId = someAccount()
  const old = await mustTake(accountId)
  const order: string[] = []
  let taking: Promise<unknown> = Promise.resolve()
  await inEpoch(engine, old, async sql => {
    taking = take(accountId, { predecessor: old.holder }).then(lease => order.push(`epoch ${lease?.epoch}`))
    // The taker is now held up by our share of the row: the database itself says so.
    for (;;) {
      const waiting = await sql({
        text: `SELECT FROM pg_locks WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          UNION ALL SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      })
      if (waiting.length > 0) break
    }
    order.push('old commits')
  })
  await taking
  assert.deepEqual(order, ['old commits', 'epoch 2'])
})

test('a lease out of its time starts no transaction', async () => {
  const clock = handClock()
  const lease = await mustTake(someAccount(), { clock })
  clock.pass(13_000)
  const touched: Pick<Db, 'atomically'> = {
    atomically: () => assert.fail('no transaction was to begin'),
  }
  assert.equal(await inEpoch(touched, lease, async () => 1), undefined)
})

/** A lease whose renewals answer by a script. */
function scripted(answers: (boolean | Error)[], clock = handClock()) {
  let renewals = 0
  const lease: Lease = {
    accountId: someAccount(),
    holder: 'h',
    epoch: 1n,
    validForMs: () => Math.max(0, 14_000 - clock.monotonicMs()),
    isValid: () => clock.monotonicMs() < 14_000,
    renew: async () => {
      const answer = answers[renewals++]
      if (answer instanceof Error) throw answer
      return answer ?? true
    },
    release: async () => undefined,
  }
  return { lease, clock, renewals: () => renewals }
}

async function pass(ms: number, clock?: ReturnType<typeof handClock>): Promise<void> {
  for (let i = 0; i < ms / 1_000; i++) {
    clock?.pass(1_000)
    mock.timers.tick(1_000)
    await new Promise(resolve => setImmediate(resolve)) // the answer of the renewal arrives
  }
}

test('a kept lease is renewed each five seconds, until it is let go', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const { lease, renewals } = scripted([])
  const letGo = keepLease(lease, cause => assert.fail(String(cause)))
  await pass(4_000)
  assert.equal(renewals(), 0)
  await pass(11_000)
  assert.equal(renewals(), 3)
  letGo()
  await pass(20_000)
  assert.equal(renewals(), 3)
  mock.timers.reset()
})

test('a database out of reach is asked each second until the time is up; a lost lease is told at once', async () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const away = scripted(Array.from({ length: 50 }, () => new Error('away')))
  const causes: unknown[] = []
  keepLease(away.lease, cause => causes.push(cause))
  await pass(12_000, away.clock)
  assert.equal(causes.length, 0)
  assert.equal(away.renewals(), 8)
  await pass(3_000, away.clock)
  assert.equal(String(causes), 'Error: away')

  const lost = scripted([true, false])
  const told: unknown[] = []
  keepLease(lost.lease, cause => told.push(cause))
  await pass(9_000)
  assert.equal(told.length, 0)
  await pass(6_000)
  assert.equal(told.length, 1)
  mock.timers.reset()
})
