// Sessions, set-up links and keys of writes, as web sees them.
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS, epochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { connection, type Db, openDb } from './client.ts'
import { findEntryLink, makeSetupLink } from './entry-links.ts'
import { keepReply, takeKey, type WriteKey } from './idempotency.ts'
import { addSession, findSessions, revokeSession, touchSession } from './sessions.ts'
import { addUser, hasOwner } from './users.ts'

const AT = epochMs(1_800_000_000_000)
let scratch: ScratchDatabase
let web: Db
let userId: UserId

before(async () => {
  scratch = await scratchDatabase()
  web = openDb(scratch.urls.web)
  userId = await web.transact(tx => addUser(tx, { name: 'ada', role: 'trader', at: AT }))
})
after(async () => {
  await web.close()
  await scratch.drop()
})

const signIn = async () => {
  const tokenHash = createHash('sha256').update(randomBytes(32)).digest()
  const id = await web.transact(tx =>
    addSession(tx, { tokenHash, userId, at: AT, expiresAt: later(AT, DAY_MS) }),
  )
  return { id, tokenHash }
}

test('many sessions are found by one question, and what is not there is not', async () => {
  const [one, two] = [await signIn(), await signIn()]
  const found = await findSessions(web.sql, [two.tokenHash, randomBytes(32), one.tokenHash])
  assert.deepEqual(new Set(found.map(session => session.id)), new Set([one.id, two.id]))
  const first = found.find(session => session.id === one.id)
  assert.deepEqual(first, {
    id: one.id,
    tokenHash: one.tokenHash,
    userId,
    userName: 'ada',
    role: 'trader',
    createdAt: AT,
    seenAt: AT,
    expiresAt: later(AT, DAY_MS),
    revokedAt: null,
    secondFactorAt: null,
    userRemovedAt: null,
  })
  assert.deepEqual(await findSessions(web.sql, []), [])
})

test('when a session was seen never moves back', async () => {
  const { id, tokenHash } = await signIn()
  await touchSession(web.sql, id, later(AT, 5_000))
  await touchSession(web.sql, id, later(AT, 4_000))
  const [session] = await findSessions(web.sql, [tokenHash])
  assert.equal(session?.seenAt, later(AT, 5_000))
})

test('a session is revoked once, and whoever listens is told its id', async () => {
  const { id, tokenHash } = await signIn()
  const listener = new pg.Client(connection(scratch.urls.web))
  await listener.connect()
  await listener.query('LISTEN plimsoll_sessions')
  const told = once(listener, 'notification')
  await revokeSession(web.sql, id, later(AT, 1_000))
  await revokeSession(web.sql, id, later(AT, 2_000))
  const [{ payload }] = await told
  assert.equal(payload, id)
  await listener.end()
  const [session] = await findSessions(web.sql, [tokenHash])
  assert.equal(session?.revokedAt, later(AT, 1_000))
})

test('a set-up link opens for half an hour, while there is no owner', async () => {
  const token = await makeSetupLink(scratch.db.sql, AT)
  assert.match(token, /^[\w-]{43}$/)
  const link = await findEntryLink(web.sql, token, later(AT, 30 * MINUTE_MS - 1))
  assert.deepEqual([link?.kind, link?.role, link?.expiresAt], ['setup', 'owner', later(AT, 30 * MINUTE_MS)])
  assert.equal(await findEntryLink(web.sql, token, later(AT, 30 * MINUTE_MS)), undefined)
  assert.equal(await findEntryLink(web.sql, `${token}x`, AT), undefined)
  const audited = await scratch.db.sql({
    text: `SELECT chain, actor, object = (SELECT id::text FROM entry_links) AS "isOfIt" FROM audit_entries
      WHERE action = 'setup-link.made'`,
  })
  assert.deepEqual(audited, [{ chain: 'owner/installation', actor: '{"kind":"operator"}', isOfIt: true }])
  assert.equal(await hasOwner(web.sql), false)
  await web.transact(tx => addUser(tx, { name: 'owner', role: 'owner', at: AT }))
  assert.equal(await hasOwner(web.sql), true)
  assert.equal(await findEntryLink(web.sql, token, AT), undefined)
})

const write = (over: Partial<WriteKey> = {}): WriteKey => ({
  userId,
  key: randomUUID(),
  route: 'POST /api/v1/things',
  bodyHash: Buffer.from('one'),
  ...over,
})

test('a key that was answered gives the same answer, and refuses another body or way', async () => {
  const first = write()
  await web.transact(async ({ sql }) => {
    assert.equal(await takeKey(sql, first), 'fresh')
    await keepReply(sql, { ...first, status: 202, reply: { id: 7, note: 'é' } })
  })
  const again = (over: Partial<WriteKey>) => web.transact(({ sql }) => takeKey(sql, { ...first, ...over }))
  assert.deepEqual(await again({}), { status: 202, reply: { id: 7, note: 'é' } })
  assert.equal(await again({ bodyHash: Buffer.from('two') }), 'other-body')
  assert.equal(await again({ route: 'POST /api/v1/others' }), 'other-body')
})

test('while a write runs its key is in flight; a write that failed leaves the key free', async () => {
  const shared = write()
  const failed = new Error('failed')
  const tried = web.transact(async ({ sql }) => {
    assert.equal(await takeKey(sql, shared), 'fresh')
    assert.equal(await web.transact(other => takeKey(other.sql, shared)), 'in-flight')
    assert.equal(
      await web.transact(other =>
        takeKey(other.sql, write({ key: shared.key, userId: randomUUID() as UserId })),
      ),
      'fresh',
    )
    await keepReply(sql, { ...shared, status: 200, reply: {} })
    throw failed
  })
  await assert.rejects(tried, failed)
  assert.equal(await web.transact(({ sql }) => takeKey(sql, shared)), 'fresh')
})
