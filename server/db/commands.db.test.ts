// The inbox of the engine, between web and engine as they really log in.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { epochMs } from '#lib/base/time.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { type Db, openDb } from './client.ts'
import { claimCommands, findCommand, insertCommand, listCommands, settleCommand } from './commands.ts'
import { addUser } from './users.ts'

const AT = epochMs(1_800_000_000_000)
let scratch: ScratchDatabase
let web: Db
let engine: Db
let userId: UserId

before(async () => {
  scratch = await scratchDatabase()
  web = openDb(scratch.urls.web)
  engine = openDb(scratch.urls.engine)
  userId = await web.transact(tx => addUser(tx, { name: 'ada', role: 'trader', at: AT }))
})
after(async () => {
  await web.close()
  await engine.close()
  await scratch.drop()
})

const wish = (at = AT) => ({
  userId,
  accountId: INSTALLATION,
  kind: 'check-road' as const,
  idemKey: randomUUID(),
  bodyHash: Buffer.from('hash'),
  body: { asked: 1 },
  correlationId: 'wish-1',
  at,
})

test('a command goes from web through the engine and back', async () => {
  const command = await web.transact(tx => insertCommand(tx.sql, wish()))
  assert.deepEqual(command, {
    id: command.id,
    kind: 'check-road',
    state: 'pending',
    outcome: null,
    created_at: AT,
    claimed_at: null,
    settled_at: null,
  })
  const [claimed] = await engine.atomically(sql =>
    claimCommands(sql, { accountId: INSTALLATION, epoch: 1n, limit: 10 }),
  )
  assert.ok(claimed)
  assert.deepEqual(claimed, {
    id: command.id,
    userId,
    accountId: INSTALLATION,
    kind: 'check-road',
    body: { asked: 1 },
    correlationId: 'wish-1',
  })
  const settled = await engine.atomically(sql =>
    settleCommand(sql, { id: claimed.id, epoch: 1n, state: 'done', outcome: { hops: 2 } }),
  )
  assert.equal(settled?.userId, userId)
  assert.deepEqual(settled?.command?.outcome, { hops: 2 })
  assert.deepEqual(await findCommand(web.sql, { userId, id: command.id }), settled?.command)
})

test('a command is another person’s secret', async () => {
  const command = await web.transact(tx => insertCommand(tx.sql, wish()))
  assert.equal(await findCommand(web.sql, { userId: randomUUID() as UserId, id: command.id }), undefined)
  assert.deepEqual(await listCommands(web.sql, { userId: randomUUID() as UserId, limit: 10 }), [])
})

test('what an earlier epoch claimed and left is claimed again, what this one claimed is not', async () => {
  const accountId = INSTALLATION
  await engine.atomically(sql => claimCommands(sql, { accountId, epoch: 5n, limit: 100 }))
  await web.transact(tx => insertCommand(tx.sql, wish()))
  const claim = (epoch: bigint) =>
    engine.atomically(async sql =>
      (await claimCommands(sql, { accountId, epoch, limit: 100 })).map(({ id }) => id),
    )
  const first = await claim(5n)
  assert.equal(first.length, 1)
  assert.deepEqual(await claim(5n), [])
  const again = await claim(6n)
  assert.ok(first.every(id => again.includes(id)))
  const [id] = first
  assert.ok(id)
  const late = { id, epoch: 5n, state: 'done' as const, outcome: {} }
  assert.equal(
    await engine.atomically(sql => settleCommand(sql, late)),
    undefined,
    'the old epoch settles nothing',
  )
  assert.ok(await engine.atomically(sql => settleCommand(sql, { ...late, epoch: 6n })))
  assert.equal(
    await engine.atomically(sql => settleCommand(sql, { ...late, epoch: 6n })),
    undefined,
    'nor does anybody twice',
  )
})

test('two claims at once share the commands between them, oldest first', async () => {
  await engine.atomically(sql => claimCommands(sql, { accountId: INSTALLATION, epoch: 9n, limit: 100 }))
  const ids: string[] = []
  for (let i = 0; i < 6; i++)
    ids.push((await web.transact(tx => insertCommand(tx.sql, wish(epochMs(AT + i))))).id)
  const claim = { accountId: INSTALLATION, epoch: 9n, limit: 3 }
  const [one, two] = await engine.atomically(first =>
    engine.atomically(
      async second => [await claimCommands(first, claim), await claimCommands(second, claim)] as const,
    ),
  )
  assert.deepEqual(
    [...one, ...two].map(({ id }) => id),
    ids,
  )
})
