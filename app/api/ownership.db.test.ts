// Whatever bears an id is tried by who does not have it: what another has is answered as what nobody has.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { later, MINUTE_MS } from '#lib/base/time.ts'
import { Command } from '#lib/wire/command.ts'
import { asServer } from '#server/http/as-server.ts'
import { call, openTestDesk, type TestDesk } from '#server/http/test-desk.ts'
import type { Person } from '#server/http/test-people.ts'
import { tryWay, type Walk, type Way, walkRoutes } from '#server/http/test-routes.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'

asServer()

/** What belongs to the desk, not to one person: every owner may, so here only what is nobody's is tried. */
const OF_THE_DESK = ['ChangeRole', 'RemovePerson', 'RevokeInvite', 'SignOutPerson']
let scratch: ScratchDatabase
let desk: TestDesk
let walk: Walk

before(async () => {
  scratch = await scratchDatabase()
  desk = await openTestDesk(scratch)
  walk = await walkRoutes(import.meta.dirname)
})
after(async () => {
  await desk.close()
  await scratch.drop()
})

/** One thing of this person for each way that takes the id of something of one's own. */
const MAKERS: Record<string, (of: Person) => Promise<string>> = {
  ReadCommand: async ({ cookie }) => {
    const response = await tryWay(wayOf('CheckRoad'), { cookie })
    return Command.parse(await response.json()).id
  },
  RevokeSession: ({ id }) =>
    insert('sessions (token_hash, user_id, expires_at)', [randomBytes(32), id, soon()]),
  RevokeToken: ({ id }) =>
    insert('api_tokens (token_hash, user_id, expires_at, name, scope)', [
      randomBytes(32),
      id,
      soon(),
      'a bot',
      'read',
    ]),
  RemovePasskey: ({ id }) =>
    insert('passkeys (public_key, user_id, name, credential_id, counter, is_synced)', [
      randomBytes(32),
      id,
      'a key',
      randomUUID(),
      0,
      false,
    ]),
}

const BODIES: Record<string, unknown> = { ChangeRole: { role: 'viewer' } }

function wayOf(name: string): Way {
  return walk.ways.find(({ contract }) => contract.name === name) ?? assert.fail(`no ${name}`)
}

function soon(): Date {
  return new Date(later(desk.now(), MINUTE_MS))
}

async function insert(columns: string, values: readonly unknown[]): Promise<string> {
  const places = values.map((_, place) => `$${place + 1}`).join()
  const text = `INSERT INTO ${columns} VALUES (${places}) RETURNING id`
  const [row] = await desk.db.sql<{ id: string }>({ text, values })
  return row?.id ?? assert.fail(columns)
}

async function ask({ contract, handler }: Way, id: string, cookie: string) {
  const { method, path, name } = contract
  const headers = { 'x-request-id': 'the-same-one' }
  const sent = { method, path: path.replace(/\{\w+\}/, id), cookie, headers, body: BODIES[name] ?? {} }
  const response = await call(handler, { ...sent, headers: { ...headers, 'idempotency-key': randomUUID() } })
  return { status: response.status, body: await response.text() }
}

test('every way that takes an id is one of these', () => {
  const taking = walk.ways.filter(({ contract }) => contract.path.includes('{'))
  assert.deepEqual(
    taking.map(({ contract }) => contract.name).toSorted(),
    [...Object.keys(MAKERS), ...OF_THE_DESK].toSorted(),
  )
})

test("what another has is answered as what nobody has, and then still is that person's own", async () => {
  const { owner, other } = desk.people
  for (const [name, make] of Object.entries(MAKERS)) {
    const way = wayOf(name)
    const id = await make(owner)
    const foreign = await ask(way, id, other.cookie)
    assert.equal(foreign.status, 404, name)
    assert.deepEqual(foreign, await ask(way, randomUUID(), other.cookie), name)
    assert.equal((await ask(way, id, owner.cookie)).status, 200, name)
  }
})

test('what is ended is not there any more, for its own person either', async () => {
  for (const name of ['RevokeSession', 'RevokeToken', 'RemovePasskey']) {
    const id = (await MAKERS[name]?.(desk.people.owner)) ?? assert.fail(name)
    const statuses = [0, 0].map(async () => (await ask(wayOf(name), id, desk.people.owner.cookie)).status)
    assert.deepEqual((await Promise.all(statuses)).toSorted(), [200, 404], name)
  }
})

test("an id that is nobody's is not found, and one that is none is a fault of the caller's", async () => {
  const { cookie } = desk.people.owner
  for (const name of [...Object.keys(MAKERS), ...OF_THE_DESK]) {
    assert.equal((await ask(wayOf(name), randomUUID(), cookie)).status, 404, name)
    for (const wrong of ['1', 'null', '%00', '..%2F..', `${randomUUID()}x`, '%', '%F0%9F%92%A5']) {
      assert.equal((await ask(wayOf(name), wrong, cookie)).status, 400, `${name} ${wrong}`)
    }
  }
})
