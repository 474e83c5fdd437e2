// Every body of the API, spoiled in every way that people, programs and attackers spoil one: a clear answer, nothing written,
// and nothing of ours broken by it.
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { AnyContract } from '#lib/wire/contract.ts'
import { Problem } from '#lib/wire/problem.ts'
import { asServer } from '#server/http/as-server.ts'
import { openTestDesk, type TestDesk } from '#server/http/test-desk.ts'
import { EVERY_CONTRACT, tryWay, type Walk, type Way, walkRoutes } from '#server/http/test-routes.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'

asServer()

let scratch: ScratchDatabase
let desk: TestDesk
let walk: Walk
let asked = 0

before(async () => {
  scratch = await scratchDatabase()
  desk = await openTestDesk(scratch)
  walk = await walkRoutes(import.meta.dirname)
})
after(async () => {
  await desk.close()
  await scratch.drop()
})

const token = randomBytes(32).toString('base64url')
const password = 'correct horse battery staple'
/** A body that is as documented, for each way that takes one; what it is about need not exist. */
const GOOD: Readonly<Record<string, Record<string, unknown>>> = {
  SignIn: { name: 'Ada', password, code: '123456' },
  SignInWithPasskey: { challenge_id: randomUUID(), response: {} },
  ReadLink: { token },
  JoinDesk: { token, name: 'Ada', password, seal: 'x', code: '123456' },
  ResetPassword: { token, password, code: '123456', seal: 'x' },
  RenameMe: { name: 'Ada' },
  SavePreferences: { theme: 'dark', time_zone: 'Europe/Berlin', shortcuts: true, keys: { palette: 'g p' } },
  StepUp: { code: '123456' },
  BeginPasskey: { purpose: 'step-up' },
  StepUpWithPasskey: { challenge_id: randomUUID(), response: {} },
  AddPasskey: { challenge_id: randomUUID(), response: {}, name: 'my key' },
  ChangePassword: { password, new_password: password },
  SetTotp: { seal: 'x', code: '123456' },
  InvitePerson: { role: 'viewer' },
  ChangeRole: { role: 'viewer' },
  CreateToken: { name: 'a bot', scope: 'read', days: 30 },
  StartJob: { name: 'measure' },
  Enter: { ticket: token, csrfToken: 'x' },
  Leave: { csrfToken: 'x' },
}
/** What a person reads as a name or a label: text without anything that hides. */
const SHOWN = ['JoinDesk.name', 'RenameMe.name', 'AddPasskey.name', 'CreateToken.name']

type Refused = { status: number; fields: string[] }

async function refusalOf(way: Way, body: unknown, headers: Record<string, string> = {}): Promise<Refused> {
  asked += 1
  const from = { 'x-forwarded-for': `10.1.${asked >> 8}.${asked & 255}`, ...headers }
  const response = await tryWay(way, { cookie: desk.people.owner.cookie, body, headers: from })
  if (response.ok) return { status: response.status, fields: [] }
  const { errors, status } = Problem.parse(await response.json())
  return { status, fields: (errors ?? []).map(({ field }) => field) }
}

async function written(): Promise<unknown> {
  return desk.db.sql({
    text: `SELECT (SELECT count(*) FROM audit_entries) AS audited, (SELECT count(*) FROM idempotency_keys) AS kept,
      (SELECT count(*) FROM guesses) AS guessed, (SELECT count(*) FROM passkey_challenges) AS challenged`,
  })
}

function bodies(): { way: Way; good: Record<string, unknown> }[] {
  return walk.ways
    .filter(({ contract }) => contract.method !== 'GET')
    .map(way => ({ way, good: GOOD[way.contract.name] ?? {} }))
}

test('there is a good body for every way that takes one, and it is as documented', () => {
  const taking = EVERY_CONTRACT.filter(({ body, method }) => method !== 'GET' && !takesNothing(body))
  assert.deepEqual(taking.map(({ name }) => name).toSorted(), Object.keys(GOOD).toSorted())
  for (const { name, body } of taking) assert(body.safeParse(GOOD[name]).success, name)
})

function takesNothing(body: AnyContract['body']): boolean {
  return body.safeParse({}).success && !body.safeParse({ theme: 'dark' }).success
}

test('a field that is wrong is refused by its name, and nothing is written', async () => {
  const before = await written()
  let tried = 0
  for (const { way, good } of bodies()) {
    const { name, body } = way.contract
    for (const field of Object.keys(good)) {
      for (const wrong of [...WRONG, ...(typeof good[field] === 'string' ? WRONG_TEXTS : [])]) {
        const spoiled = { ...good, [field]: wrong }
        if (body.safeParse(spoiled).success) continue
        const { status, fields } = await refusalOf(way, spoiled)
        assert.equal(status, 400, `${name}.${field} ${JSON.stringify(wrong).slice(0, 40)}`)
        assert(
          fields.length > 0 && fields.every(told => told.startsWith(`body.${field}`)),
          `${name} ${fields}`,
        )
        tried += 1
      }
    }
  }
  assert(tried > 250, String(tried))
  assert.deepEqual(await written(), before)
})

const WRONG = [null, 0, -1, 1.5, 1e300, true, [], ['a'], { a: { b: 1 } }]
const WRONG_TEXTS = ['', 'x'.repeat(10_000), '１２３４５６'.repeat(20)]

test('no text of any field may be endless, and none that is shown may hide anything', () => {
  const fields = Object.entries(GOOD).flatMap(([name, good]) =>
    Object.keys(good).map(field => ({ name, field, value: good[field] })),
  )
  for (const { name, field, value } of fields.filter(one => typeof one.value === 'string')) {
    const { body } = EVERY_CONTRACT.find(contract => contract.name === name) ?? assert.fail(name)
    const takes = (text: string) => body.safeParse({ ...GOOD[name], [field]: text }).success
    assert.equal(takes('x'.repeat(10_000)), false, `${name}.${field}`)
    assert.equal(takes(String(value)), true, `${name}.${field}`)
    if (!SHOWN.includes(`${name}.${field}`)) continue
    for (const hidden of ['\u0000', '\n', '\u001b', '\u202e', '\u2066', '\u200f']) {
      assert.equal(takes(`A${hidden}da`), false, `${name}.${field} ${escape(hidden)}`)
    }
    assert.equal(takes('<img src=x onerror=alert(1)>'), true, `${name}.${field} is text, not markup`)
  }
})

test('a character that the database cannot hold is no fault of ours, wherever it stands', async () => {
  for (const { way, good } of bodies()) {
    const texts = Object.keys(good).filter(field => typeof good[field] === 'string')
    for (const sent of texts.flatMap(field =>
      UNHELD.map(text => ({ ...good, [field]: `${good[field]}${text}` })),
    )) {
      const { status } = await refusalOf(way, sent)
      assert(status < 500, `${way.contract.name} ${JSON.stringify(sent)}`)
    }
  }
  const preferences = bodies().find(({ way }) => way.contract.name === 'SavePreferences') ?? assert.fail()
  for (const text of UNHELD) {
    assert.equal((await refusalOf(preferences.way, { keys: { palette: text } })).status, 400)
  }
  const audit = walk.ways.find(({ contract }) => contract.name === 'ListAudit') ?? assert.fail()
  for (const name of ['actor', 'action', 'object', 'correlation_id']) {
    const path = `/api/v1/audit?${name}=a%00b`
    assert.equal((await tryWay(audit, { path, cookie: desk.people.owner.cookie })).status, 400, name)
  }
})

const UNHELD = ['\u0000', '\ud800']

test('what is missing and what is too much is refused as well', async () => {
  const before = await written()
  for (const { way, good } of bodies()) {
    const { name, body } = way.contract
    for (const field of Object.keys(good)) {
      const { [field]: _, ...rest } = good
      if (body.safeParse(rest).success) continue
      assert.deepEqual(await refusalOf(way, rest), { status: 400, fields: [`body.${field}`] }, name)
    }
    for (const more of [{ is_admin: true }, { user_id: randomUUID() }, { toString: 'x' }]) {
      const { status, fields } = await refusalOf(way, { ...good, ...more })
      assert.deepEqual([status, fields], [400, ['body']], `${name} ${Object.keys(more)}`)
    }
  }
  assert.deepEqual(await written(), before)
})

test('what is no body as we take it never reaches a way', async () => {
  const before = await written()
  const prototype = Object.getOwnPropertyNames(Object.prototype)
  for (const { way, good } of bodies()) {
    const text = JSON.stringify(good)
    const spoiled: [status: number, body: string, headers?: Record<string, string>][] = [
      [400, ''],
      [400, 'null'],
      [400, text.slice(0, -1)],
      [400, text.replace('{', '{"__proto__":{"role":"owner"},')],
      [400, text.replace('{', '{"constructor":1,')],
      [400, text.replace('{', '{"a":1,"a":1,')],
      [400, `{"a":${'['.repeat(30)}${']'.repeat(30)}}`],
      [400, `[${'1,'.repeat(2_000)}1]`],
      [413, JSON.stringify({ ...good, name: 'x'.repeat(70_000) })],
      [415, text, { 'content-type': 'text/plain' }],
      [415, text, { 'content-type': 'application/x-www-form-urlencoded' }],
      [415, text, { 'content-encoding': 'gzip' }],
    ]
    for (const [status, body, headers] of spoiled) {
      const refused = await refusalOf(way, body, headers)
      assert.equal(refused.status, status, `${way.contract.name} ${body.slice(0, 40)}`)
    }
  }
  assert.deepEqual(Object.getOwnPropertyNames(Object.prototype), prototype)
  assert.deepEqual(await written(), before)
})

test('whatever JSON is sent, its answer is one of ours and never a fault', async () => {
  const spoilable = bodies().filter(({ way }) => way.contract.name in GOOD)
  const one = fc.constantFrom(...spoilable.map(({ way }) => way.contract.name))
  const sent = fc.record({ name: one, body: fc.jsonValue({ maxDepth: 3 }) })
  const property = fc.asyncProperty(sent, async ({ name, body }) => {
    const { way } = spoilable.find(({ way }) => way.contract.name === name) ?? assert.fail(name)
    if (way.contract.body.safeParse(body).success) return
    assert.equal((await refusalOf(way, JSON.stringify(body))).status, 400, name)
  })
  await fc.assert(property, { numRuns: 300 })
})

test('a query that is not as documented is refused by its name', async () => {
  for (const way of walk.ways.filter(({ contract }) => contract.method === 'GET')) {
    const { name, path } = way.contract
    const at = path.replaceAll(/\{\w+\}/g, () => randomUUID())
    for (const query of ['?unknown=1', '?__proto__=1', '?constructor=1', '?a=1&a=2']) {
      const sent = { path: at + query, cookie: desk.people.owner.cookie }
      assert.equal((await tryWay(way, sent)).status, 400, `${name} ${query}`)
    }
  }
})
