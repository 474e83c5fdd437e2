// The whole road of a command through a running engine: settled once, told after it is stored, and by one engine at a time.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import type { Command } from '#lib/wire/command.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { findCommand, insertCommand } from '#server/db/commands.ts'
import { appendOutbox } from '#server/db/outbox.ts'
import { addUser } from '#server/db/users.ts'
import { openLog } from '#server/log.ts'
import { openMetrics } from '#server/metrics.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import type { Ground } from './ground.ts'
import { tellUnsent } from './outbox-pump.ts'
import { runEngine } from './run-engine.ts'

let scratch: ScratchDatabase
let web: Db
let userId: UserId

before(async () => {
  scratch = await scratchDatabase()
  web = openDb(scratch.urls.web)
  userId = await web.transact(tx => addUser(tx, { name: 'ada', role: 'trader', at: systemClock.now() }))
})
after(async () => {
  await web.close()
  await scratch.drop()
})

const log = openLog('engine', { destination: { write: () => undefined } })

/** An engine with the rights of its role, and the ear of web on its bus. */
async function openEngine(terms: { predecessor?: string } = {}) {
  const bus = openMemoryBus()
  const told: { user_id: string; command: Command }[] = []
  const heard = new EventTarget()
  bus('web').subscribe('command.changed', news => {
    told.push(news)
    heard.dispatchEvent(new Event(news.command.id))
  })
  const ground: Ground = { db: openDb(scratch.urls.engine), bus: bus('engine'), clock: systemClock, log }
  const holder = randomUUID()
  const working = Promise.withResolvers<void>()
  const engine = runEngine(ground, {
    url: scratch.urls.engine,
    holder,
    predecessor: terms.predecessor,
    metrics: openMetrics('engine'),
    onWorking: working.resolve,
    onAway: () => undefined,
  })
  const close = async () => {
    await engine.stop()
    await ground.db.close()
  }
  /** The engine may be quicker than the one who asked: what was told already is heard too. */
  const hear = async (id: string) => {
    if (!told.some(news => news.command.id === id)) await once(heard, id)
  }
  return { ground, holder, told, working: working.promise, close, hear }
}

async function wish(): Promise<Command> {
  return web.transact(tx =>
    insertCommand(tx.sql, {
      userId,
      accountId: INSTALLATION,
      kind: 'check-road',
      idemKey: randomUUID(),
      bodyHash: Buffer.alloc(32),
      body: {},
      correlationId: 'test-correlation',
      at: systemClock.now(),
    }),
  )
}

test('a command is settled, and told with its times once it is stored', async () => {
  const engine = await openEngine()
  await engine.working
  const command = await wish()
  await engine.hear(command.id)
  const stored = await findCommand(web.sql, { userId, id: command.id })
  assert.deepEqual(engine.told, [{ user_id: userId, command: stored }])
  assert.equal(stored?.state, 'done')
  assert.deepEqual(Object.keys(stored.outcome ?? {}).sort(), ['decided_at', 'epoch'])
  assert(stored.claimed_at !== null && stored.settled_at !== null)
  assert(stored.created_at <= stored.claimed_at && stored.claimed_at <= stored.settled_at)
  const audited = await scratch.db.sql({
    text: 'SELECT actor, action, detail, correlation_id FROM audit_entries WHERE object = $1',
    values: [command.id],
  })
  assert.deepEqual(audited, [
    {
      actor: '{"kind":"system","process":"engine"}',
      action: 'command.settled',
      detail: '{"kind":"check-road","state":"done"}',
      correlation_id: 'test-correlation',
    },
  ])
  await engine.close()
})

test('a command of a kind that this engine does not know is refused, and holds up no other', async () => {
  const [strange] = await web.sql<{ id: string }>({
    text: `INSERT INTO commands (user_id, account_id, kind, idem_key, body_hash, body, correlation_id, created_at)
      VALUES ($1::uuid, $2, 'sell-all', 'strange', '', '{}', '', '-infinity') RETURNING id`,
    values: [userId, INSTALLATION],
  })
  const engine = await openEngine()
  const command = await wish()
  await engine.hear(command.id)
  const settled = await scratch.db.sql({
    text: 'SELECT state, outcome FROM commands WHERE id = $1',
    values: [strange?.id],
  })
  assert.deepEqual(settled, [{ state: 'refused', outcome: { reason: 'this engine knows no such command' } }])
  assert.equal(await findCommand(web.sql, { userId, id: strange?.id ?? '' }), undefined)
  await engine.close()
})

test('what was wished while no engine ran is settled by the next one', async () => {
  const commands = [await wish(), await wish(), await wish()]
  const engine = await openEngine()
  await Promise.all(commands.map(command => engine.hear(command.id)))
  assert.deepEqual(
    engine.told.map(news => news.command.id),
    commands.map(command => command.id),
  )
  await engine.close()
})

test('of two engines one works; a stopped one hands over at once', async () => {
  const first = await openEngine()
  await first.working
  const second = await openEngine()
  const command = await wish()
  await first.hear(command.id)
  assert.equal(second.told.length, 0)
  await first.close()
  await second.working
  const later = await wish()
  await second.hear(later.id)
  assert.equal(second.told.length, 1)
  await second.close()
})

test('a killed engine is succeeded by the one that its supervisor starts, and can commit nothing more', async () => {
  const killed = await openEngine()
  await killed.working
  const successor = await openEngine({ predecessor: killed.holder })
  await successor.working
  const command = await wish()
  await successor.hear(command.id)
  const stored = await findCommand(web.sql, { userId, id: command.id })
  const [lease] = await scratch.db.sql<{ epoch: bigint; holder: string }>({
    text: 'SELECT epoch, holder FROM engine_leases',
  })
  assert.equal(lease?.holder, successor.holder)
  assert.equal(stored?.outcome?.['epoch'], Number(lease.epoch))
  assert.equal(killed.told.length, 0)
  await killed.close()
  await successor.close()
})

test('a fact that could not be told stays, and is told later; one that nobody can read holds up none', async () => {
  const db = openDb(scratch.urls.engine)
  const command = await wish()
  await db.atomically(async sql => {
    await appendOutbox(sql, 'nobody.knows', { a: 1 })
    await appendOutbox(sql, 'command.changed', { user_id: userId, command })
  })
  const teller = { atomically: db.atomically, log }
  await assert.rejects(
    tellUnsent({
      ...teller,
      bus: {
        publish: () => {
          throw new Error('crash')
        },
      },
    }),
    /crash/,
  )
  const told: unknown[] = []
  let isFree = false
  const bus = { publish: (_: string, payload: unknown) => isFree && told.push(payload) > 0 }
  assert.equal(await tellUnsent({ ...teller, bus }), 1)
  assert.deepEqual(told, [])
  isFree = true
  assert.equal(await tellUnsent({ ...teller, bus }), 1)
  assert.deepEqual(told, [{ user_id: userId, command }])
  assert.equal(await tellUnsent({ ...teller, bus }), 0)
  await db.close()
})
