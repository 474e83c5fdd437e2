// Passwords: hashed with the costs that were decided, a few at a time, and nobody's takes the same road as somebody's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok, refused } from '#lib/base/result.ts'
import { fewAtOnce, openPasswords } from './passwords.ts'

const BO = { from: '10.0.0.1', isKnown: false }
/** A stranger from an address of their own. */
const stranger = (place: number) => ({ from: `10.1.0.${place}`, isKnown: false })

test('a password is known by its hash, which says its costs, and by no other', async () => {
  const passwords = openPasswords()
  const hashed = await passwords.hash('seven grey herons é')
  assert(hashed.ok)
  assert.match(hashed.value, /^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  assert.deepEqual(await passwords.verify(hashed.value, 'seven grey herons é', BO), ok(true))
  assert.deepEqual(await passwords.verify(hashed.value, 'seven grey herons e\u0301', BO), ok(true)) // as another keyboard types it
  assert.deepEqual(await passwords.verify(hashed.value, 'seven grey herons', BO), ok(false))
  assert.deepEqual(await passwords.verify(hashed.value, 'SEVEN GREY HERONS É', BO), ok(false))
})

test("nobody's password is never right, whatever it is", async () => {
  const passwords = openPasswords()
  for (const password of ['', 'nobody has this', 'and nothing ever hashes to this.', 'x'.repeat(128)]) {
    assert.deepEqual(await passwords.verify(null, password, BO), ok(false))
  }
})

test('four at once, thirty-two waiting in their order, and whoever comes then is told to come again', async () => {
  const take = fewAtOnce({ atOnceMax: 4, waitingMax: 32, eachMax: 4 })
  const started: number[] = []
  const ends = Array.from({ length: 40 }, () => Promise.withResolvers<void>())
  const works = ends.map(({ promise }, place) =>
    take(stranger(place), async () => {
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
  assert.deepEqual(await take(BO, async () => 'again'), ok('again'))
})

test('work that fails frees its place', async () => {
  const take = fewAtOnce({ atOnceMax: 1, waitingMax: 0, eachMax: 1 })
  await assert.rejects(take(BO, () => Promise.reject(new Error('failed'))))
  assert.deepEqual(await take(BO, async () => 1), ok(1))
})

test('one address cannot take the places of all, and who has been here before waits for no stranger', async () => {
  const take = fewAtOnce({ atOnceMax: 2, waitingMax: 8, eachMax: 3 })
  const started: string[] = []
  const ends: (() => void)[] = []
  const ask = (name: string, asker: Parameters<typeof take>[0]) =>
    take(asker, async () => {
      started.push(name)
      await new Promise<void>(end => ends.push(end))
    })
  const crowd = Array.from({ length: 9 }, (_, place) => ask(`crowd ${place}`, BO))
  const others = [ask('other', stranger(2)), ask('known', { from: '10.2.0.1', isKnown: true })]
  assert.deepEqual(await Promise.all(crowd.slice(5)), Array(4).fill(refused('BUSY'))) // two under way, and three wait
  const endOne = async (then: readonly string[]) => {
    ends.shift()?.()
    await new Promise(setImmediate)
    assert.deepEqual(started, then)
  }
  await endOne(['crowd 0', 'crowd 1', 'known'])
  await endOne(['crowd 0', 'crowd 1', 'known', 'crowd 2'])
  await endOne(['crowd 0', 'crowd 1', 'known', 'crowd 2', 'other'])
  const isDone = Promise.all([...crowd, ...others])
  for (let left = 6; left > 0; left -= 1) {
    ends.shift()?.()
    await new Promise(setImmediate)
  }
  assert.equal((await isDone).filter(({ ok: isOk }) => isOk).length, 7)
})

test('known ones have places of their own, as many as strangers', async () => {
  const take = fewAtOnce({ atOnceMax: 1, waitingMax: 2, eachMax: 1 })
  const { promise, resolve } = Promise.withResolvers<void>()
  const works = [0, 1, 2, 3].map(place => take(stranger(place), () => promise))
  const known = [4, 5, 6].map(place => take({ ...stranger(place), isKnown: true }, () => promise))
  assert.deepEqual([await works[3], await known[2]], [refused('BUSY'), refused('BUSY')])
  resolve()
  const all = await Promise.all([...works, ...known])
  assert.equal(all.filter(({ ok: isOk }) => isOk).length, 5)
})
