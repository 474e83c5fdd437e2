// A challenge that nobody keeps is found by its id alone, for five minutes, by the desk that made it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { epochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import { Uuid } from '#lib/wire/scalars.ts'
import { openChallenges } from './challenges.ts'

const AT = epochMs(Date.UTC(2026, 10, 20))
const challenges = openChallenges('a secret of this test, of 32 bytes')

test('a challenge follows from its id, however that is written, and each is another one', () => {
  const { id, challenge } = challenges.make(AT)
  assert.equal(Uuid.parse(id), id)
  const text = Buffer.from(challenge).toString('base64url')
  assert.deepEqual(challenges.open(id, AT), { challenge: text, expiresAt: later(AT, 5 * MINUTE_MS) })
  assert.equal(challenges.open(id.toUpperCase(), AT)?.challenge, text)
  assert.notEqual(challenges.make(AT).id, id)
})

test('it is good for five minutes, and what says it is of another time is none', () => {
  const { id } = challenges.make(AT)
  assert(challenges.open(id, later(AT, 5 * MINUTE_MS - 1)))
  assert.equal(challenges.open(id, later(AT, 5 * MINUTE_MS)), undefined)
  assert.equal(challenges.open(challenges.make(later(AT, 5 * MINUTE_MS)).id, AT), undefined)
  for (const made of [
    randomUUID(),
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
  ])
    assert.equal(challenges.open(made, AT), undefined)
})

test('by another secret the same id asks for something else', () => {
  const { id } = challenges.make(AT)
  const other = openChallenges('another secret of this test, as long')
  assert.notEqual(other.open(id, AT)?.challenge, challenges.open(id, AT)?.challenge)
})
