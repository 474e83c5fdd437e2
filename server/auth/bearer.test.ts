// The door of programs: one well-formed token becomes its hash, everything else is nobody and is not even looked up.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TokenId, UserId } from '#lib/base/id.ts'
import { DAY_MS, epochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import type { StoredApiToken } from '#server/db/api-tokens.ts'
import type { Query, Row, Sql } from '#server/db/client.ts'
import { openLog } from '#server/log.ts'
import { apiTokenHashOf, isGood, openBearers } from './bearer.ts'
import { hashOfToken } from './cookie.ts'

const T0 = epochMs(1_800_000_000_000)
const text = `plimsoll_${randomBytes(32).toString('base64url')}`
const TOKEN: StoredApiToken = {
  id: 'd3b07384-d9a0-4c9b-8f5e-000000000001' as TokenId,
  tokenHash: hashOfToken(text),
  userId: 'd3b07384-d9a0-4c9b-8f5e-000000000002' as UserId,
  role: 'trader',
  scope: 'propose',
  expiresAt: later(T0, DAY_MS),
  usedAt: null,
  revokedAt: null,
  userRemovedAt: null,
}

function openDoor(row: Partial<Row> = {}) {
  const asked: Query[] = []
  const logged: string[] = []
  const stored: Row = {
    id: TOKEN.id,
    token_hash: TOKEN.tokenHash,
    user_id: TOKEN.userId,
    role: TOKEN.role,
    scope: TOKEN.scope,
    expires_at: new Date(TOKEN.expiresAt),
    used_at: null,
    revoked_at: null,
    removed_at: null,
    ...row,
  }
  const sql = (async (query: Query) => {
    asked.push(query)
    if (!query.text.startsWith('SELECT')) throw new Error('this database can only be read')
    return [stored]
  }) as Sql // of what it is asked here, it answers each question with this one row
  const log = openLog('web', { level: 'warn', destination: { write: line => logged.push(line) } })
  const clock = { now: () => T0, monotonicMs: () => 0 }
  return { bearerOf: openBearers({ sql, clock, log }), asked, logged }
}

test('a token becomes its SHA-256, however the scheme is spelled', () => {
  for (const header of [`Bearer ${text}`, `bearer ${text}`, `BEARER   ${text}`]) {
    assert.deepEqual(apiTokenHashOf(header), TOKEN.tokenHash, header)
  }
})

test('what cannot be one of ours is nobody, without a question to the database', async () => {
  const { bearerOf, asked } = openDoor()
  const bare = text.replace('plimsoll_', '')
  const wrong = [
    ...[
      '',
      'Bearer',
      'Bearer ',
      text,
      `Basic ${text}`,
      `Bearer ${bare}`,
      `Bearer ${text}x`,
      `Bearer ${text} x`,
    ],
    ...[
      `Bearer ${text.slice(0, -1)}`,
      `Bearer ${text}, Bearer ${text}`,
      `Bearer Plimsoll_${bare}`,
      `Bearer "${text}"`,
    ],
  ]
  for (const header of wrong) assert.equal((await bearerOf(header)).ok, false, header)
  assert.deepEqual(asked, [])
})

test('no header at all makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), header => {
      assert.equal(apiTokenHashOf(header), undefined)
      assert.equal(apiTokenHashOf(`Bearer plimsoll_${header}`)?.length ?? 32, 32)
    }),
  )
})

test('a good one says whose it is and what it may; many at once are one question', async () => {
  const { bearerOf, asked } = openDoor({ used_at: new Date(T0) })
  const answers = await Promise.all(Array.from({ length: 20 }, () => bearerOf(`Bearer ${text}`)))
  for (const answer of answers) {
    assert.deepEqual(answer, {
      ok: true,
      value: { tokenId: TOKEN.id, userId: TOKEN.userId, role: 'trader', scope: 'propose' },
    })
  }
  assert.equal(asked.length, 1)
})

test('a database that can only be read lets programs in, and says that it could not note their use', async () => {
  const { bearerOf, asked, logged } = openDoor()
  assert.equal((await bearerOf(`Bearer ${text}`)).ok, true)
  assert.equal(asked.length, 2)
  assert.match(logged.join(), /token_not_touched/)
})

test('it ends with the first of its bounds, and not a millisecond later', () => {
  const bounds: Partial<StoredApiToken>[] = [
    { expiresAt: T0 },
    { revokedAt: T0 },
    { revokedAt: later(T0, MINUTE_MS) },
    { userRemovedAt: T0 },
  ]
  for (const bound of bounds)
    assert.equal(isGood({ ...TOKEN, ...bound }, T0), false, Object.keys(bound).join())
  assert.equal(isGood(TOKEN, epochMs(TOKEN.expiresAt - 1)), true)
  assert.equal(isGood(TOKEN, TOKEN.expiresAt), false)
})
