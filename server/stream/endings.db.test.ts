// What people do about sessions, as the sockets feel it: signing out elsewhere, everywhere, and a person removed.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, mock, test } from 'node:test'
import { SECOND_MS } from '#lib/base/time.ts'
import { systemClock } from '#server/clock.ts'
import { revokeApiToken } from '#server/db/api-tokens.ts'
import { removePerson } from '#server/db/people.ts'
import { endSession, endSessionsOf } from '#server/db/sessions.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { type Guest, programOf, seat } from './test-guests.ts'
import { type Ear, ofType, openTestHouse, rowsOf, type Shows, type TestHouse } from './test-house.ts'

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

/** Another session of the same person. */
async function seatAgain({ userId }: Guest): Promise<Guest> {
  const again = await seat(scratch.db, 'owner')
  const text = 'UPDATE sessions SET user_id = $2::uuid WHERE id = $1::uuid'
  await scratch.db.sql({ text, values: [again.sessionId, userId] })
  return { ...again, userId }
}

async function assertEnded(ear: Ear, shows: Shows, end: () => Promise<unknown>): Promise<void> {
  const closed = once(ear.ws, 'close')
  await end()
  assert.equal((await ear.next(ofType('error'))).code, 'SESSION_ENDED')
  assert.equal((await closed)[0], 1008)
  assert.equal(await house.knock(shows), 401)
}

async function assertOpen(ear: Ear): Promise<void> {
  ear.say('subscribe', 'processes')
  await ear.next(rowsOf('processes'))
}

test('every session of a person but this one: this one listens on', async () => {
  const here = await seat(scratch.db, 'trader')
  const there = await seatAgain(here)
  const other = await seat(scratch.db, 'viewer')
  const [mine, elsewhere, theirs] = [
    await house.listen(here),
    await house.listen(there),
    await house.listen(other),
  ]
  const { userId, sessionId: but } = here
  await assertEnded(elsewhere, there, () =>
    scratch.db.transact(({ sql }) => endSessionsOf(sql, { userId, at: systemClock.now(), but })),
  )
  await assertOpen(mine)
  await assertOpen(theirs)
  for (const { ws } of [mine, theirs]) ws.terminate()
})

test('of a session of another person nothing ends', async () => {
  const [ada, eve] = [await seat(scratch.db, 'viewer'), await seat(scratch.db, 'owner')]
  const ear = await house.listen(ada)
  const at = systemClock.now()
  const of = { id: ada.sessionId, at }
  assert.equal(await endSession(scratch.db.sql, { ...of, userId: eve.userId }), undefined)
  await assertOpen(ear)
  await assertEnded(ear, ada, () => endSession(scratch.db.sql, { ...of, userId: ada.userId }))
})

test('whoever is removed loses their page and their program', async () => {
  const ada = await seat(scratch.db, 'trader')
  const { bearer } = await programOf(scratch.db, ada.userId, 'trade')
  const [page, program] = [await house.listen(ada), await house.listen({ bearer })]
  const closed = once(program.ws, 'close')
  await assertEnded(page, ada, () =>
    scratch.db.transact(({ sql }) => removePerson(sql, { id: ada.userId, at: systemClock.now() })),
  )
  assert.equal((await closed)[0], 1008)
  assert.equal(await house.knock({ bearer }), 401)
})

test('a revoked token loses its socket within two seconds of the desk, though nobody is told of it', async t => {
  mock.timers.enable({ apis: ['setInterval'] })
  t.after(() => mock.timers.reset())
  const still = await openTestHouse(scratch.urls.web) // its time goes on by hand
  t.after(() => still.close())
  const { userId } = await seat(scratch.db, 'owner')
  const { bearer, tokenId: id } = await programOf(scratch.db, userId, 'trade')
  const ear = await still.listen({ bearer })
  const closed = once(ear.ws, 'close')
  assert(await revokeApiToken(scratch.db.sql, { id, userId, at: systemClock.now() }))
  mock.timers.tick(2 * SECOND_MS)
  assert.equal((await ear.next(ofType('error'))).code, 'SESSION_ENDED')
  assert.equal((await closed)[0], 1008)
})
