// The operator makes the first owner, and a link to a new password: what is printed works, and only once is it told.
import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { after, before, test } from 'node:test'
import { ok } from '#lib/base/result.ts'
import { epochMs, later, MINUTE_MS } from '#lib/base/time.ts'
import { openAuth } from '#server/auth/auth.ts'
import { findEntryLink } from '#server/db/entry-links.ts'
import { findLogin, findTotp } from '#server/db/users.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { askPassword } from './ask-password.ts'
import type { Ground } from './command.ts'
import { runDesk } from './run-desk.ts'
import { terminalQr } from './terminal-qr.ts'

const AT = epochMs(1_800_000_000_000)
const ORIGIN = 'https://desk.example'
const PASSWORD = 'seven grey herons wade upstream'
const auth = openAuth({
  secret: 'a secret of this very test, long enough',
  origin: ORIGIN,
  log: { error: event => assert.fail(event) },
})
let scratch: ScratchDatabase

before(async () => {
  scratch = await scratchDatabase()
})
after(async () => {
  await scratch.drop()
})

async function type(words: string, password = PASSWORD) {
  const said: string[] = []
  const complained: string[] = []
  const voice = {
    say: (line: string) => void said.push(line),
    complain: (line: string) => void complained.push(line),
  }
  const ground: Partial<Ground> = {
    clock: { now: () => AT, monotonicMs: () => 0 },
    origin: ORIGIN,
    auth: () => auth,
    askPassword: async () => ok(password),
    withDatabase: work => work(scratch.db),
  }
  const exitCode = await runDesk(words.split(' '), voice, () => ground as Ground) // they reach for nothing else
  return {
    exitCode,
    said,
    complained,
    json: words.endsWith('--json') ? JSON.parse(said[0] ?? '') : undefined,
  }
}

const ASKER = { from: 'this very test', isKnown: true }

test('the first owner is made with a password, an app and ten recovery codes, and only the first', async () => {
  for (const [words, password, fault] of [
    ['owner create Olaf', 'short', /at least 12 characters/],
    ['owner create Olaf', 'Olaf Olafsson 1980', /name/],
    ['owner create Olaf', 'password12345', /everybody tries first/],
    ['owner create \u202eOlaf', PASSWORD, /control characters/],
  ] as const) {
    const refused = await type(words, password)
    assert.deepEqual([refused.exitCode, refused.said], [1, []])
    assert.match(refused.complained.join(), fault)
  }
  const made = await type('owner create Olaf --json')
  assert.equal(made.exitCode, 0, made.complained.join())
  const { user_id: userId, secret, uri, recovery_codes: codes } = made.json
  assert.equal(codes.length, 10)
  assert.match(uri, RegExp(`^otpauth://totp/Plimsoll:Olaf\\?.*secret=${secret}`))
  const login = await findLogin(scratch.db.sql, 'OLAF')
  assert.equal(login?.userId, userId)
  assert.deepEqual(await auth.passwords.verify(login?.passwordHash ?? null, PASSWORD, ASKER), ok(true))
  assert.equal(auth.seeds.open(userId, (await findTotp(scratch.db.sql, userId)) ?? Buffer.of()), secret)
  const again = await type('owner create Otto')
  assert.deepEqual([again.exitCode, again.said], [1, []])
  assert.match(again.complained.join(), /has an owner/)
  const [audited] = await scratch.db.sql({
    text: `SELECT actor, detail FROM audit_entries WHERE action = 'person.joined'`,
  })
  assert.equal(audited?.['actor'], '{"kind":"operator"}')
  assert.doesNotMatch(String(audited?.['detail']), RegExp(`${secret}|${codes[0]}`))
})

test('a reset link is for the person named, for half an hour; a newer one makes it worthless', async () => {
  const token = async (words: string) => {
    const { json } = await type(`${words} --json`)
    assert.match(json.url, /^https:\/\/desk\.example\/reset#[\w-]{43}$/)
    return String(json.url).split('#')[1] ?? ''
  }
  const { sql } = scratch.db
  const first = await token('reset-password olaf')
  const link = await findEntryLink(sql, first, later(AT, 30 * MINUTE_MS - 1))
  assert.deepEqual([link?.kind, link?.isFactorReset], ['reset', false])
  assert.equal(await findEntryLink(sql, first, later(AT, 30 * MINUTE_MS)), undefined)
  const second = await token('reset-password olaf --second-factor')
  assert.equal(await findEntryLink(sql, first, AT), undefined)
  assert.equal((await findEntryLink(sql, second, AT))?.isFactorReset, true)
  const nobody = await type('reset-password nobody')
  assert.deepEqual([nobody.exitCode, nobody.said], [1, []])
})

test('what is piped in is its first line; what is typed at a terminal is typed twice and never shown', async () => {
  const answer = async (typed: string, isTTY: boolean) => {
    const input = Object.assign(new PassThrough(), { isTTY })
    const shown: string[] = []
    input.end(typed)
    return { given: await askPassword({ input, say: text => void shown.push(text) }), shown: shown.join('') }
  }
  assert.deepEqual((await answer(`${PASSWORD}\nand more\n`, false)).given, ok(PASSWORD))
  assert.equal((await answer('', false)).given.ok, false)
  const twice = await answer(`${PASSWORD}\r${PASSWORD}\r`, true)
  assert.deepEqual(twice.given, ok(PASSWORD))
  assert.doesNotMatch(twice.shown, /herons/)
  assert.equal((await answer(`${PASSWORD}\rsomething else\r`, true)).given.ok, false)
})

test('a QR code stands in the terminal module by module, with a margin', () => {
  const drawn = ['       ', '  ▀▄▀  ', '  ▀▀▀  ', '       ']
  const lines = drawn.map(line => `\u001b[38;5;16;48;5;231m${line}\u001b[0m`)
  assert.deepEqual(terminalQr(['101', '010', '111']), lines)
})
