// Sessions by the operator's tool: listed as they are, ended at a word, and nobody else's with them.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { UserId } from '#lib/base/id.ts'
import { DAY_MS, epochMs, later } from '#lib/base/time.ts'
import { addUser } from '#server/db/users.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import type { Ground } from './command.ts'
import { runDesk } from './run-desk.ts'

const AT = epochMs(1_800_000_000_000)
let scratch: ScratchDatabase
let ada: UserId
let bob: UserId

before(async () => {
  scratch = await scratchDatabase()
  const person = (name: string) => scratch.db.transact(tx => addUser(tx, { name, role: 'viewer', at: AT }))
  ada = await person('Ada')
  bob = await person(ada) // who takes the id of another for a name is not taken for them
  for (const userId of [ada, ada, bob]) await open(userId)
})
after(() => scratch.drop())

async function open(userId: UserId, userAgent: string | null = null): Promise<void> {
  await scratch.db.sql({
    text: `INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at, address, user_agent)
      VALUES ($1, $2::uuid, $3::timestamptz, $3::timestamptz, $4, '203.0.113.9', $5)`,
    values: [randomBytes(32), userId, new Date(AT), new Date(later(AT, DAY_MS)), userAgent],
  })
}

async function type(...words: string[]) {
  const said: string[] = []
  const complained: string[] = []
  const voice = { say: (line: string) => said.push(line), complain: (line: string) => complained.push(line) }
  const ground: Pick<Ground, 'clock' | 'withDatabase'> = {
    clock: { now: () => AT, monotonicMs: () => 0 },
    withDatabase: work => work(scratch.db),
  }
  const exitCode = await runDesk(words, voice, () => ground as Ground)
  return { exitCode, said, complained }
}

test('the sessions of one person are listed, and nothing in them steers the terminal', async () => {
  await open(ada, 'Browser\u009b2J\u202e')
  const { exitCode, said } = await type('sessions', 'list', 'aDA')
  assert.deepEqual([exitCode, said.length], [0, 3])
  const line = said.find(one => one.includes('Browser'))
  assert.match(
    line ?? '',
    /since 2027-01-15 08:00:00 {2}seen 2027-01-15 08:00:00 {2}203\.0\.113\.9 {2}Browser\?2J\?$/,
  )
  const { sessions } = JSON.parse((await type('sessions', 'list', 'Ada', '--json')).said.join(''))
  assert.equal(sessions.length, 3)
  assert.deepEqual(Object.keys(sessions[0]), [
    'id',
    'created_at',
    'seen_at',
    'expires_at',
    'address',
    'user_agent',
  ])
})

test('every session of one person ends, and no other', async () => {
  const { exitCode, said } = await type('sessions', 'revoke', ada)
  assert.deepEqual([exitCode, said], [0, ['Ada: 3 sessions ended']])
  assert.deepEqual((await type('sessions', 'list', 'Ada')).said, ['Ada is signed in nowhere'])
  assert.equal((await type('sessions', 'list', bob)).said.length, 1)
  const again = await type('sessions', 'revoke', 'Ada', '--json')
  assert.deepEqual(JSON.parse(again.said.join('')), { person: 'Ada', ended: 0 })
  const audited = await scratch.db.sql({
    text: `SELECT action, actor, detail FROM audit_entries WHERE object = $1 ORDER BY sequence`,
    values: [ada],
  })
  const operator = '{"kind":"operator"}'
  assert.deepEqual(audited, [
    { action: 'sessions.revoked', actor: operator, detail: '{"ended":3,"name":"Ada"}' },
    { action: 'sessions.revoked', actor: operator, detail: '{"ended":0,"name":"Ada"}' },
  ])
})

test('of nobody there is nothing to list or to end', async () => {
  await scratch.db.sql({ text: 'UPDATE users SET removed_at = now() WHERE id = $1::uuid', values: [bob] })
  for (const who of ['Eve', '', bob, "'; DROP TABLE users; --"]) {
    for (const what of ['list', 'revoke']) {
      const { exitCode, said, complained } = await type('sessions', what, who)
      assert.deepEqual([exitCode, said.length, complained.length], [1, 0, 1], `${what} ${who}`)
    }
  }
  assert.equal((await type('sessions', 'list')).exitCode, 2)
})
