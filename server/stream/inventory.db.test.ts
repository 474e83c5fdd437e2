// The inventory of the stream: every topic with everybody who may and who may not, against real sessions and API tokens, and
// what becomes of the sockets when those end.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import type { UserId } from '#lib/base/id.ts'
import { hasRole, Role } from '#lib/wire/role.ts'
import { Scope } from '#lib/wire/scope.ts'
import { type StreamNews, TOPICS, type TopicName } from '#lib/wire/stream.ts'
import { systemClock } from '#server/clock.ts'
import { revokeApiToken } from '#server/db/api-tokens.ts'
import { insertCommand } from '#server/db/commands.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { addJobRun } from '#server/db/job-runs.ts'
import { revokeSession } from '#server/db/sessions.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { commandOf, programOf, seat } from './test-guests.ts'
import { type Ear, ofType, openTestHouse, type Shows, type TestHouse } from './test-house.ts'

const NAMES = Object.keys(TOPICS) as TopicName[]
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

const change = (text: string, id: string) => scratch.db.sql({ text, values: [id] })
const expireToken = (id: string) =>
  change(`UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE id = $1::uuid`, id)
const expireSession = (id: string) =>
  change(`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = $1::uuid`, id)
const remove = (id: UserId) => change('UPDATE users SET removed_at = now() WHERE id = $1::uuid', id)

async function strangers(): Promise<[who: string, shows: Shows, status: number][]> {
  const { db } = scratch
  const [owner, revoked, expired, gone] = await Promise.all([1, 2, 3, 4].map(() => seat(db, 'owner')))
  assert(owner !== undefined && revoked !== undefined && expired !== undefined && gone !== undefined)
  await revokeSession(db.sql, revoked.sessionId, systemClock.now())
  await expireSession(expired.sessionId)
  const [ended, old, orphan] = [
    await programOf(db, owner.userId, 'trade'),
    await programOf(db, owner.userId, 'trade'),
    await programOf(db, gone.userId, 'trade'),
  ]
  await revokeApiToken(db.sql, { id: ended.tokenId, userId: null, at: systemClock.now() })
  await expireToken(old.tokenId)
  await remove(gone.userId)
  const madeUp = randomBytes(32).toString('base64url')
  const { cookie } = owner
  return [
    ['an owner', { cookie }, 101],
    ['anonymous', {}, 401],
    ['a session that nobody has', { cookie: `__Host-plimsoll=${madeUp}` }, 401],
    ['a revoked session', { cookie: revoked.cookie }, 401],
    ['an expired session', { cookie: expired.cookie }, 401],
    ['a removed person', { cookie: gone.cookie }, 401],
    ['no Origin', { cookie, origin: null }, 403],
    ['a foreign Origin', { cookie, origin: 'https://evil.test' }, 403],
    ['the Origin of a sandbox', { cookie, origin: 'null' }, 403],
    ['a token that nobody has', { bearer: `plimsoll_${madeUp}` }, 401],
    ['a token that cannot be one', { bearer: 'x' }, 401],
    ['a revoked token', { bearer: ended.bearer }, 401],
    ['an expired token', { bearer: old.bearer }, 401],
    ['a token of a removed person', { bearer: orphan.bearer }, 401],
    ['a wrong token beside a good session', { bearer: `plimsoll_${madeUp}`, cookie }, 401],
    ['the text of a session as a token', { bearer: cookie.replace(/^[^=]*=/, '') }, 401],
  ]
}

test('strangers stay outside, whatever they show', async () => {
  for (const [who, shows, status] of await strangers()) assert.equal(await house.knock(shows), status, who)
})

async function rowsOfEverybody(): Promise<{ run: string; incarnation: string }> {
  const { sql } = scratch.db
  const at = systemClock.now()
  const run = await addJobRun(sql, { name: 'measure', requestedBy: null, at })
  const life = { process: 'jobs', incarnation: randomUUID(), pid: 1, host: 'h', build: 'b' } as const
  await writeBeat(sql, { ...life, started_at: at, beat_at: at, rss_bytes: 1, restarts: 0 })
  return { run: run.id, incarnation: life.incarnation }
}

test('every topic is served to every role and scope that may read it, with the rows that are theirs', async () => {
  const { db } = scratch
  const shared = await rowsOfEverybody()
  const isOfTopic: Record<TopicName, (row: object, own: string) => boolean> = {
    jobs: row => 'id' in row && row.id === shared.run,
    processes: row => 'incarnation' in row && row.incarnation === shared.incarnation,
    commands: (row, own) => 'id' in row && row.id === own,
  }
  const seen = new Set<TopicName>()
  for (const role of Role.options) {
    const [person, other] = [await seat(db, role), await seat(db, role)]
    const own = await insertCommand(db.sql, commandOf(person.userId))
    await insertCommand(db.sql, commandOf(other.userId))
    const programs = await Promise.all(Scope.options.map(scope => programOf(db, person.userId, scope)))
    for (const shows of [{ cookie: person.cookie }, ...programs.map(({ bearer }) => ({ bearer }))]) {
      const ear = await house.listen(shows)
      assert.equal((await ear.next(ofType('you'))).role, role)
      for (const topic of NAMES) {
        seen.add(topic)
        const rows = await answerOf(ear, topic)
        if (!hasRole(role, TOPICS[topic].access)) assert.equal(rows, 'FORBIDDEN')
        else assert(rows !== 'FORBIDDEN' && rows.some(row => isOfTopic[topic](row, own.id)), topic)
        if (TOPICS[topic].personal) assert.equal(rows.length, 1, `${topic}: one's own alone`)
      }
      ear.ws.terminate()
    }
  }
  assert.deepEqual([...seen], NAMES)
})

async function answerOf(ear: Ear, topic: TopicName): Promise<object[] | 'FORBIDDEN'> {
  ear.say('subscribe', topic)
  const news = await ear.next(isAbout(topic))
  return 'rows' in news ? news.rows.map(Object) : 'FORBIDDEN'
}

const isAbout =
  (topic: TopicName) =>
  (news: StreamNews): news is Exclude<StreamNews, { type: 'you' | 'beat' }> =>
    'topic' in news && news.topic === topic

/** Each way in which somebody who listens may not any more; nobody does anything at the socket itself. */
const ENDINGS: Record<string, () => Promise<{ shows: Shows; end(): Promise<unknown> }>> = {
  'a session is revoked': async () => {
    const { cookie, sessionId } = await seat(scratch.db, 'owner')
    return { shows: { cookie }, end: () => revokeSession(scratch.db.sql, sessionId, systemClock.now()) }
  },
  'a session expires': async () => {
    const { cookie, sessionId } = await seat(scratch.db, 'owner')
    return { shows: { cookie }, end: () => expireSession(sessionId) }
  },
  'a person is removed': async () => {
    const { cookie, userId } = await seat(scratch.db, 'owner')
    return { shows: { cookie }, end: () => remove(userId) }
  },
  'a token is revoked': async () => {
    const { userId } = await seat(scratch.db, 'owner')
    const { bearer, tokenId: id } = await programOf(scratch.db, userId, 'trade')
    const at = systemClock.now()
    return { shows: { bearer }, end: () => revokeApiToken(scratch.db.sql, { id, userId, at }) }
  },
  'a token expires': async () => {
    const { userId } = await seat(scratch.db, 'owner')
    const { bearer, tokenId } = await programOf(scratch.db, userId, 'read')
    return { shows: { bearer }, end: () => expireToken(tokenId) }
  },
  'the person of a token is removed': async () => {
    const { userId } = await seat(scratch.db, 'owner')
    const { bearer } = await programOf(scratch.db, userId, 'read')
    return { shows: { bearer }, end: () => remove(userId) }
  },
}

for (const [name, make] of Object.entries(ENDINGS)) {
  test(`${name}: its sockets are closed, and do not open again`, async () => {
    const { shows, end } = await make()
    const ear = await house.listen(shows)
    const closed = once(ear.ws, 'close')
    await end()
    assert.equal((await ear.next(ofType('error'))).code, 'SESSION_ENDED')
    assert.equal((await closed)[0], 1008)
    assert.equal(await house.knock(shows), 401)
  })
}

test('another role leaves the socket open, and the page and the program are told', async () => {
  const { userId, cookie } = await seat(scratch.db, 'owner')
  const { bearer } = await programOf(scratch.db, userId, 'trade')
  const ears = [await house.listen({ cookie }), await house.listen({ bearer })]
  for (const ear of ears) assert.equal((await ear.next(ofType('you'))).role, 'owner')
  await change(`UPDATE users SET role = 'viewer' WHERE id = $1::uuid`, userId)
  for (const ear of ears) {
    assert.equal((await ear.next(ofType('you'))).role, 'viewer')
    assert.notEqual(await answerOf(ear, 'commands'), 'FORBIDDEN')
    ear.ws.terminate()
  }
})

test('to open a socket is a use of its token', async () => {
  const { userId } = await seat(scratch.db, 'viewer')
  const { bearer, tokenId } = await programOf(scratch.db, userId, 'read')
  const used = async () => (await change('SELECT used_at FROM api_tokens WHERE id = $1::uuid', tokenId))[0]
  assert.equal((await used())?.['used_at'], null)
  assert.equal(await house.knock({ bearer }), 101)
  let isUsed = false // written without anybody waiting for it, so the test asks until it is
  for (let polls = 0; !isUsed && polls < 1_000; polls += 1) isUsed = (await used())?.['used_at'] !== null
  assert(isUsed)
})
