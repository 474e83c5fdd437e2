// Passwords: hashed with the costs that were decided, a few at a time, and nobody's takes the same road as somebody's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, refused } from '#lib/base/result.ts'
import { fewAtOnce, openPasswords } from './passwords.ts'

test('a password is known by its hash, which says its costs, and by no other', async () => {
  const passwords = openPasswords()
  const hashed = await passwords.hash('seven grey herons é')
  assert(hashed.ok)
  assert.match(hashed.value, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  assert.deepEqual(await passwords.verify(hashed.value, 'seven grey herons é'), ok(true))
  assert.deepEqual(await passwords.verify(hashed.value, 'seven grey herons e\u0301'), ok(true)) // as another keyboard types it
  assert.deepEqual(await passwords.verify(hashed.value, 'seven grey herons'), ok(false))
  assert.deepEqual(await passwords.verify(hashed.value, 'SEVEN GREY HERONS É'), ok(false))
})

test("nobody's password is never right, whatever it is", async () => {
  const passwords = openPasswords()
  for (const password of ['', 'nobody has this', 'and nothing ever hashes to this.', 'x'.repeat(128)]) {
    assert.deepEqual(await passwords.verify(null, password), ok(false))
  }
})

test('four at once, thirty-two waiting in their order, and whoever comes then is told to come again', async () => {
  const take = fewAtOnce({ atOnceMax: 4, waitingMax: 32 })
  const started: number[] = []
  const ends = Array.from({ length: 40 }, () => Promise.withResolvers<void>())
  const works = ends.map(({ promise }, place) =>
    take(async () => {
      started.push(place)
      await promise
      return place
    }),
  )
  await Promise.resolve()
  assert.deepEqual(started, [0, 1, 2, 3])
  assert.deepEqual(await Promise.all(works.slice(36)), Array(4).fill(refused('BUSY')))
  ends[2]?.resolve()
  await works[2]
  assert.deepEqual(started, [0, 1, 2, 3, 4])
  for (const { resolve } of ends) resolve()
  assert.deepEqual(
    await Promise.all(works.slice(0, 36)),
    Array.from({ length: 36 }, (_, place) => ok(place)),
  )
  assert.deepEqual(
    started,
    Array.from({ length: 36 }, (_, place) => place),
  )
  assert.deepEqual(await take(async () => 'again'), ok('again'))
})

test('work that fails frees its place', async () => {
  const take = fewAtOnce({ atOnceMax: 1, waitingMax: 0 })
  await assert.rejects(take(() => Promise.reject(new Error('failed'))))
  assert.deepEqual(await take(async () => 1), ok(1))
})
