// The inventory: every route file of the API, tried by everybody, with what they may and what they may not. A route that no
// contract names, or a contract that no route keeps, fails.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { API } from '#lib/wire/api.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import type { ProblemCode } from '#lib/wire/problem.ts'
import { hasRole, Role } from '#lib/wire/role.ts'
import { hasScope, Scope } from '#lib/wire/scope.ts'
import { asServer } from '#server/http/as-server.ts'
import { call, type Handler, openTestDesk, type TestDesk } from '#server/http/test-desk.ts'
import { tokenOf } from '#server/http/test-people.ts'
import {
  EVERY_CONTRACT,
  NOBODYS,
  outcomeOf,
  tryWay,
  type Walk,
  type Way,
  walkRoutes,
} from '#server/http/test-routes.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'

asServer()

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
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

/** Somebody who asks: what they show, and what is to come of it. `undefined`: they are let in. */
type Asker = {
  who: string
  shows: { cookie?: string; bearer?: string }
  expects(contract: AnyContract): ProblemCode | undefined
}

const unknown: Asker['expects'] = ({ access }) => (access === 'anonymous' ? undefined : 'UNAUTHENTICATED')

/** A program says no Origin: it is no browser, and where nobody has to be known only a browser of ours may send. */
const asProgram =
  (expects: Asker['expects']): Asker['expects'] =>
  contract =>
    contract.access === 'anonymous' && contract.method !== 'GET' ? 'FOREIGN_ORIGIN' : expects(contract)

const person =
  (role: Role, isFresh: boolean): Asker['expects'] =>
  ({ access, stepUp }) => {
    if (access === 'anonymous') return undefined
    if (!hasRole(role, access)) return 'FORBIDDEN'
    return stepUp === true && !isFresh ? 'STEP_UP_NEEDED' : undefined
  }

const program = (role: Role, scope: Scope): Asker['expects'] =>
  asProgram(contract => {
    const { access } = contract
    if (access === 'anonymous') return undefined
    return hasRole(role, access) && hasScope(scope, contract.scope) ? undefined : 'FORBIDDEN'
  })

async function everybody(): Promise<Asker[]> {
  const { people, db } = desk
  const { viewer, trader, owner, other, revoked, expired, idle, removed, stale } = people
  const cookies = { revoked, expired, idle, removed }
  const token = (role: Role, scope: Scope) => tokenOf(db, people[role].id, { scope })
  const programs = Role.options.flatMap(role => Scope.options.map(scope => ({ role, scope })))
  return [
    { who: 'anonymous', shows: {}, expects: unknown },
    { who: 'another cookie', shows: { cookie: 'a=b' }, expects: unknown },
    ...Object.entries(cookies).map(([who, { cookie }]) => ({ who, shows: { cookie }, expects: unknown })),
    { who: 'viewer', shows: { cookie: viewer.cookie }, expects: person('viewer', true) },
    { who: 'trader', shows: { cookie: trader.cookie }, expects: person('trader', true) },
    { who: 'owner', shows: { cookie: owner.cookie }, expects: person('owner', true) },
    { who: 'other owner', shows: { cookie: other.cookie }, expects: person('owner', true) },
    { who: 'stale owner', shows: { cookie: stale.cookie }, expects: person('owner', false) },
    ...(await Promise.all(
      programs.map(async ({ role, scope }) => ({
        who: `${scope} token of a ${role}`,
        shows: { bearer: await token(role, scope) },
        expects: program(role, scope),
      })),
    )),
    ...(await badTokens()).map(([who, bearer]) => ({ who, shows: { bearer }, expects: asProgram(unknown) })),
    // Whoever shows a token means that one: a session that comes along does not help it.
    {
      who: 'made-up token beside a session',
      shows: { bearer: madeUp(), cookie: owner.cookie },
      expects: asProgram(unknown),
    },
    {
      who: 'read token beside the session of an owner',
      shows: { bearer: await token('viewer', 'read'), cookie: owner.cookie },
      expects: program('viewer', 'read'),
    },
  ]
}

async function badTokens(): Promise<[who: string, bearer: string][]> {
  const { people, db } = desk
  return [
    ['revoked token', await tokenOf(db, people.owner.id, { scope: 'trade', isRevoked: true })],
    ['expired token', await tokenOf(db, people.owner.id, { scope: 'trade', isExpired: true })],
    ['token of a removed person', await tokenOf(db, people.removed.id, { scope: 'trade' })],
    ['made-up token', madeUp()],
    ['token that cannot be one', 'plimsoll_short'],
    ['a session shown as a token', people.owner.cookie.replace(/^[^=]*=/, '')],
  ]
}

function madeUp(): string {
  return `plimsoll_${randomBytes(32).toString('base64url')}`
}

test('the walk saw every way through the API, and nothing else', async () => {
  const seen = walk.ways.map(({ contract }) => contract.name).toSorted()
  assert.deepEqual(seen, EVERY_CONTRACT.map(contract => contract.name).toSorted())
  for (const file of walk.files) {
    const handlers: Record<string, Handler> = await import(join(import.meta.dirname, file))
    assert.deepEqual(Object.keys(handlers).toSorted(), METHODS.toSorted(), file)
  }
})

test('a method without a contract is refused, but HEAD, which is GET without its body', async () => {
  const { cookie } = desk.people.owner
  assert(walk.strays.length > 0)
  for (const { method, path, handler } of walk.strays) {
    const { status } = await call(handler, { method, path, cookie })
    const isHeadOfGet =
      method === 'HEAD' && EVERY_CONTRACT.some(one => one.path === path && one.method === 'GET')
    assert.equal(status !== 405, isHeadOfGet, `${method} ${path}`)
  }
})

test("a path that is nobody's is answered as such, whoever asks", async () => {
  const handlers: Record<string, Handler> = await import(join(import.meta.dirname, NOBODYS))
  assert.deepEqual(Object.keys(handlers).toSorted(), METHODS.toSorted())
  for (const [method, handler] of Object.entries(handlers)) {
    for (const cookie of [undefined, desk.people.owner.cookie]) {
      assert.equal((await call(handler, { method, path: '/api/v1/nothing', cookie })).status, 404, method)
    }
  }
})

test('of next-auth nothing is open but the three ways of its door, to whoever asks', async () => {
  const handlers: Record<string, Handler> = await import(
    join(import.meta.dirname, 'auth/[...nextauth]/route.ts')
  )
  for (const action of CLOSED_ACTIONS) {
    for (const [method, handler] of Object.entries(handlers)) {
      for (const cookie of [undefined, desk.people.owner.cookie]) {
        const path = `/api/auth${action}`
        assert.equal((await call(handler, { method, path, cookie })).status, 404, `${method} ${path}`)
      }
    }
  }
})

const CLOSED_ACTIONS = [
  ...['', '/', '/session', '/providers', '/signin', '/signin/credentials', '/signin/email', '/signin/github'],
  ...['/callback', '/callback/credentials/x', '/callback/email', '/callback/github', '/verify-request'],
  ...['/error', '/_log', '/csrf/x', '/signout/x', '/CSRF', '/callback/Credentials', '/constructor'],
]

test('every way opens to whom its contract names, and to nobody else', async () => {
  const askers = await everybody()
  const wrong: string[] = []
  const seen = { tried: 0, stepUps: 0 }
  for (const [place, way] of walk.ways.entries()) {
    const { contract } = way
    // From an address of its own: here nobody is to be turned away because all of them ask so much.
    const headers = { 'x-forwarded-for': `10.0.0.${place}` }
    for (const { who, shows, expects } of askers) {
      const outcome = await outcomeOf(await tryWay(way, { ...shows, headers }))
      const expected = expects(contract)
      const isLetIn = !CLOSED.has(outcome)
      if (expected === undefined ? !isLetIn : outcome !== expected) {
        wrong.push(`${contract.name} by ${who}: ${outcome}, not ${expected ?? 'let in'}`)
      }
      seen.tried += 1
      if (expected === 'STEP_UP_NEEDED') seen.stepUps += 1
    }
  }
  assert.deepEqual(wrong, [])
  assert.equal(seen.tried, EVERY_CONTRACT.length * askers.length)
  assert.equal(seen.stepUps, API.filter(({ stepUp }) => stepUp === true).length)
})

/** What is said at the door: whoever hears anything else was let in, and then told what is wrong with their wish. */
const CLOSED: ReadonlySet<string> = new Set<ProblemCode>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'STEP_UP_NEEDED',
  'FOREIGN_ORIGIN',
  'RATE_LIMITED',
  'INTERNAL',
  'UNAVAILABLE',
])

test('nothing is sent from another site, or from nowhere', async () => {
  const { cookie } = desk.people.owner
  const sending = walk.ways.filter(({ contract }) => contract.method !== 'GET')
  assert(sending.length >= 20)
  for (const [place, way] of sending.entries()) {
    const from = { 'x-forwarded-for': `10.0.1.${place}` }
    for (const origin of ORIGINS_OF_OTHERS) {
      const outcome = await outcomeOf(await tryWay(way, { cookie, headers: { ...from, origin } }))
      assert.equal(outcome, 'FOREIGN_ORIGIN', `${way.contract.name} ${origin}`)
    }
    const crossed = { ...from, 'sec-fetch-site': 'cross-site' }
    assert.equal(await outcomeOf(await tryWay(way, { cookie, headers: crossed })), 'FOREIGN_ORIGIN')
  }
})

const ORIGINS_OF_OTHERS = [
  null,
  'null',
  'https://evil.example',
  'http://localhost:3001',
  'https://localhost:3000',
  'http://localhost:3000.evil.example',
]

test('every write asks for its key, and what is not kept for one does not', async () => {
  const { cookie } = desk.people.owner
  const keyless = { cookie, body: {}, headers: { 'idempotency-key': null } }
  const of = (effect: AnyContract['effect']): Way[] =>
    walk.ways.filter(({ contract }) => contract.effect === effect)
  assert(of('write').length >= 10)
  for (const way of of('write')) {
    assert.equal((await tryWay(way, keyless)).status, 400, way.contract.name)
  }
  for (const way of of('unkept')) {
    assert(!(await (await tryWay(way, keyless)).text()).includes('Idempotency-Key'), way.contract.name)
  }
})
