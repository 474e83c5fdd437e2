// The inventory: every route file of the API, tried by everybody who should not come in. A route that no contract names, or
// a contract that no route keeps, fails.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { API } from '#lib/wire/api.ts'
import { Command } from '#lib/wire/command.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { hasRole, Role } from '#lib/wire/role.ts'
import { asServer } from '#server/http/as-server.ts'
import { call, type Handler, openTestDesk, type Sent, type TestDesk } from '#server/http/test-desk.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'

asServer()

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const NOBODYS = '[[...path]]/route.ts' // every path that is nobody's
const files = globSync('**/route.ts', { cwd: import.meta.dirname })
  .filter(file => file !== NOBODYS)
  .toSorted()
const held: { scratch?: ScratchDatabase; desk?: TestDesk; routes: [AnyContract, Handler][] } = {
  routes: [],
}

before(async () => {
  const scratch = await scratchDatabase()
  Object.assign(held, { scratch, desk: await openTestDesk(scratch) })
  for (const file of files) {
    const handlers: Record<string, Handler> = await import(join(import.meta.dirname, file))
    const path = `/api/${file.replace('/route.ts', '').replaceAll(/\[(\w+)\]/g, '{$1}')}`
    for (const [method, handler] of Object.entries(handlers)) {
      const contract = API.find(one => one.path === path && one.method === method)
      if (contract !== undefined) held.routes.push([contract, handler])
      else await assertUnknown({ method, handler, path })
    }
    assert.deepEqual(Object.keys(handlers).toSorted(), METHODS.toSorted(), file)
  }
})
after(async () => {
  await held.desk?.close()
  await held.scratch?.drop()
})

/** A method without a contract is refused, but HEAD, which is GET without its body. */
async function assertUnknown({ method, handler, path }: { method: string; handler: Handler; path: string }) {
  const { status } = await call(handler, { method, path, cookie: people().owner.cookie })
  const isHeadOfGet = method === 'HEAD' && API.some(one => one.path === path && one.method === 'GET')
  assert.equal(status !== 405, isHeadOfGet, `${method} ${path}`)
}

function people(): TestDesk['people'] {
  assert(held.desk)
  return held.desk.people
}

async function statusOf([contract, handler]: [AnyContract, Handler], more: Partial<Sent>): Promise<number> {
  const path = contract.path.replaceAll(/\{\w+\}/g, randomUUID())
  return (await call(handler, { method: contract.method, path, ...more })).status
}

test('the walk saw every way through the API, and nothing else', () => {
  assert(files.length >= 6, `${files.length} files`)
  const seen = held.routes.map(([contract]) => contract.name).toSorted()
  assert.deepEqual(seen, API.map(contract => contract.name).toSorted())
})

test("a path that is nobody's is answered as such, whoever asks", async () => {
  const handlers: Record<string, Handler> = await import(join(import.meta.dirname, NOBODYS))
  assert.deepEqual(Object.keys(handlers).toSorted(), METHODS.toSorted())
  for (const [method, handler] of Object.entries(handlers)) {
    for (const cookie of [undefined, people().owner.cookie]) {
      assert.equal((await call(handler, { method, path: '/api/v1/nothing', cookie })).status, 404, method)
    }
  }
})

test('nobody comes in without a session that is good now', async () => {
  const { revoked, expired, idle } = people()
  for (const one of held.routes) {
    const isOpen = one[0].access === 'anonymous'
    for (const cookie of [undefined, 'a=b', revoked.cookie, expired.cookie, idle.cookie]) {
      const status = await statusOf(one, { cookie })
      assert.equal(status !== 401, isOpen, `${one[0].name} ${status}`)
    }
  }
})

test('each role comes in where its contract says so', async () => {
  for (const one of held.routes) {
    const { access, name } = one[0]
    for (const role of Role.options) {
      const status = await statusOf(one, { cookie: people()[role].cookie })
      assert.notEqual(status, 401, name)
      assert.equal(
        status !== 403,
        access === 'anonymous' || hasRole(role, access),
        `${name} as ${role}: ${status}`,
      )
    }
  }
})

test('nothing is sent from another site, or from nowhere', async () => {
  const { cookie } = people().owner
  let tried = 0
  for (const one of held.routes.filter(([{ method }]) => method !== 'GET')) {
    for (const origin of [
      null,
      'null',
      'https://evil.example',
      'http://localhost:3001',
      'https://localhost:3000',
    ]) {
      assert.equal(await statusOf(one, { cookie, headers: { origin } }), 403, `${one[0].name} ${origin}`)
      tried += 1
    }
  }
  assert(tried >= 15)
})

test("what another has is answered as what nobody has, and an id that is none is a fault of the caller's", async () => {
  const { owner, other } = people()
  const theirs = new Map([['ReadCommand', await aCommandOf(owner.cookie)]])
  const withId = held.routes.filter(([{ path }]) => path.includes('{'))
  assert.deepEqual(withId.map(([{ name }]) => name).toSorted(), [...theirs.keys()].toSorted())
  for (const [{ name, path, method }, handler] of withId) {
    const ask = async (id: string, cookie: string) => {
      const sent = {
        method,
        path: path.replace(/\{\w+\}/, id),
        cookie,
        headers: { 'x-request-id': 'the-same-one' },
      }
      const response = await call(handler, sent)
      return { status: response.status, body: await response.text() }
    }
    const id = theirs.get(name) ?? ''
    assert.equal((await ask(id, owner.cookie)).status, 200, name)
    const foreign = await ask(id, other.cookie)
    assert.equal(foreign.status, 404, name)
    assert.deepEqual(foreign, await ask(randomUUID(), other.cookie), name)
    for (const wrong of ['1', 'null', '%00', '..%2F..', `${id}x`, '%']) {
      assert.equal((await ask(wrong, owner.cookie)).status, 400, `${name} ${wrong}`)
    }
  }
})

test('every write asks for its key', async () => {
  const { cookie } = people().owner
  const writes = held.routes.filter(([{ effect }]) => effect === 'write')
  assert(writes.length >= 2)
  for (const one of writes) {
    assert.equal(
      await statusOf(one, { cookie, body: {}, headers: { 'idempotency-key': null } }),
      400,
      one[0].name,
    )
  }
})

async function aCommandOf(cookie: string): Promise<string> {
  const [contract, handler] =
    held.routes.find(([{ name }]) => name === 'CheckRoad') ?? assert.fail('no such route')
  const response = await call(handler, { method: contract.method, path: contract.path, cookie })
  return Command.parse(await response.json()).id
}
