// API tokens by the operator's tool: made for a person within their role, listed without their text, and ended.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import * as z from 'zod/mini'
import type { Result } from '#lib/base/result.ts'
import { DAY_MS, epochMs, later } from '#lib/base/time.ts'
import { ApiToken, ApiTokenText } from '#lib/wire/token.ts'
import { openBearers } from '#server/auth/bearer.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { addUser } from '#server/db/users.ts'
import { openLog } from '#server/log.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import type { Ground } from './command.ts'
import { runDesk } from './run-desk.ts'

const AT = epochMs(1_800_000_000_000)
const clock = { now: () => AT, monotonicMs: () => 0 }
const log = openLog('web', { level: 'error' })
const Made = z.strictObject({ token: z.extend(ApiToken, { person: z.string() }), text: ApiTokenText })
let scratch: ScratchDatabase
let web: Db

before(async () => {
  scratch = await scratchDatabase()
  web = openDb(scratch.urls.web)
  for (const [name, role] of [
    ['Tara', 'trader'],
    ['Vera', 'viewer'],
  ] as const) {
    await scratch.db.transact(tx => addUser(tx, { name, role, at: AT }))
  }
})
after(async () => {
  await web.close()
  await scratch.drop()
})

/** As typed, a part for each word; what a token command reaches for is the clock and the database. */
async function type(...words: string[]) {
  const said: string[] = []
  const complained: string[] = []
  const voice = { say: (line: string) => said.push(line), complain: (line: string) => complained.push(line) }
  const withDatabase = <T>(work: (db: Db) => Promise<Result<T, string>>) => work(scratch.db)
  const ground: Pick<Ground, 'clock' | 'withDatabase'> = { clock, withDatabase }
  const exitCode = await runDesk(words, voice, () => ground as Ground)
  return { exitCode, said, complained }
}

const create = (person: string, scope: string, more: string[] = []) =>
  type('token', 'create', person, '--name', 'a bot', '--scope', scope, '--days', '30', ...more)

async function bearer(text: string) {
  const bearerOf = openBearers({ sql: web.sql, clock, log })
  return await bearerOf(`Bearer ${text}`)
}

async function audited(object: string) {
  const text = 'SELECT action, actor FROM audit_entries WHERE object = $1 ORDER BY sequence'
  return (await scratch.db.sql({ text, values: [object] })).map(row => [row['action'], row['actor']])
}

test('a token that is made opens the desk as its person, is listed without its text, and is ended by its id', async () => {
  const { exitCode, said } = await create('tARA', 'trade', ['--json'])
  assert.equal(exitCode, 0)
  const { token, text } = Made.parse(JSON.parse(said.join('')))
  assert.deepEqual(
    [token.person, token.scope, token.expires_at, token.used_at],
    ['Tara', 'trade', later(AT, 30 * DAY_MS), null],
  )
  const opened = await bearer(text)
  assert.deepEqual(opened.ok && [opened.value.role, opened.value.scope], ['trader', 'trade'])

  const list = await type('token', 'list', '--json')
  assert.deepEqual(
    JSON.parse(list.said.join('')).tokens.map(({ id }: { id: string }) => id),
    [token.id],
  )
  assert(!list.said.join('').includes(text.slice(9)))
  const lines = (await type('token', 'list')).said
  assert.match(lines.join(), new RegExp(`^${token.id} {2}Tara {2}trade {2}until 2027-02-14 `))

  assert.equal((await type('token', 'revoke', token.id)).exitCode, 0)
  assert.equal((await bearer(text)).ok, false)
  const again = await type('token', 'revoke', token.id)
  assert.deepEqual([again.exitCode, again.complained.length], [1, 1])
  assert.deepEqual((await type('token', 'list')).said, ['there is no API token'])
  const operator = '{"kind":"operator"}'
  assert.deepEqual(await audited(token.id), [
    ['token.created', operator],
    ['token.revoked', operator],
  ])
})

test('what does not fit is refused in one line, and makes nothing', async () => {
  for (const [typed, told] of [
    [create('Nobody', 'read'), /nobody by that name/],
    [create('Vera', 'trade'), /needs the role trader/],
    [create('Vera', 'everything'), /--scope/],
    [type('token', 'create', 'Vera', '--name', 'b', '--scope', 'read', '--days', 'ten'), /--days/],
    [type('token', 'create', 'Vera', '--name', 'b', '--scope', 'read', '--days', '366'), /--days/],
    [type('token', 'create', 'Vera', '--name', 'b\u202e', '--scope', 'read', '--days', '1'), /--name/],
    [type('token', 'revoke', randomUUID()), /no such API token/],
    [type('token', 'revoke', "' OR 1=1"), /no such API token/],
  ] as const) {
    const { exitCode, said, complained } = await typed
    assert.deepEqual([exitCode, said, complained.length], [1, [], 1], String(told))
    assert.match(complained[0] ?? '', told)
  }
  const rows = await scratch.db.sql({ text: 'SELECT FROM api_tokens WHERE revoked_at IS NULL' })
  assert.equal(rows.length, 0)
})

test('a person has twenty good tokens at most, also when many are made at once', async () => {
  const made = await Promise.all(Array.from({ length: 24 }, () => create('Vera', 'read')))
  const codes = made.map(({ exitCode }) => exitCode).toSorted()
  assert.deepEqual(codes, [...Array<number>(20).fill(0), ...Array<number>(4).fill(1)])
  const full = made.find(({ exitCode }) => exitCode === 1)
  assert.match(full?.complained[0] ?? '', /20 good API tokens/)
})
