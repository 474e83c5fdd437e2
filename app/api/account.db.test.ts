// One's own account through its routes: what is written, what is told, and what every wrong input leaves behind.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DAY_MS, HOUR_MS } from '#lib/base/time.ts'
import * as account from '#lib/wire/account.ts'
import { DEFAULT_PREFERENCES } from '#lib/wire/default-preferences.ts'
import { type AskedDesk, openAskedDesk, refusal } from '#server/http/test-asks.ts'
import { openSession } from '#server/http/test-logins.ts'
import { runtime } from '#server/runtime.ts'
import { scratchDatabase } from '#server/testing/database.ts'

const TOO_MANY_KEYS = Array.from({ length: 101 }, (_, index) => [
  `go-${'a'.repeat(index % 10)}${'b'.repeat(index / 10)}`,
  'x',
])
const held: { desk?: AskedDesk } = {}

before(async () => {
  held.desk = await openAskedDesk(await scratchDatabase(), import.meta.dirname)
})
after(() => held.desk?.close())

function desk(): AskedDesk {
  assert(held.desk)
  return held.desk
}
const now = () => runtime().clock.now()
async function me(cookie: string): Promise<account.Me> {
  return account.Me.parse((await desk().ask(account.ReadMe, { cookie })).body)
}

test('who I am, until when, and how the desk looks', async () => {
  const { id, cookie } = desk().people.viewer
  const read = await me(cookie)
  assert.deepEqual([read.id, read.name, read.role, read.recovery_codes_left], [id, 'Vera', 'viewer', 0])
  assert.deepEqual(read.preferences, DEFAULT_PREFERENCES)
  assert(read.idle_at > now() + 11 * HOUR_MS && read.idle_at <= now() + 12 * HOUR_MS)
  assert(read.expires_at > now() + 6 * DAY_MS)
  assert(read.stepped_up_until !== null)
  const { stale } = desk().people
  const { stepped_up_until: until } = await me(stale.cookie)
  assert(until !== null && until <= now())
})

test('a saved preference stays, what is left out too, and what is stored broken keeps nobody out', async () => {
  const { id, cookie } = desk().people.viewer
  const save = (body: unknown) => desk().ask(account.SavePreferences, { cookie, body })
  assert.equal((await save({ theme: 'dark', time_zone: 'Europe/Berlin' })).status, 200)
  const saved = await save({ density: 'compact' })
  const expected = { ...DEFAULT_PREFERENCES, theme: 'dark', time_zone: 'Europe/Berlin', density: 'compact' }
  assert.deepEqual(saved.body, expected)
  assert.deepEqual((await me(cookie)).preferences, expected)
  assert.deepEqual(
    (await desk().audited(id)).map(({ action, detail }) => [action, detail]),
    [
      [
        'preferences.saved',
        {
          before: { theme: 'system', time_zone: 'UTC' },
          after: { theme: 'dark', time_zone: 'Europe/Berlin' },
        },
      ],
      ['preferences.saved', { before: { density: 'comfortable' }, after: { density: 'compact' } }],
    ],
  )
  for (const [body, field] of [
    [{ theme: 'neon' }, 'body.theme'],
    [{ time_zone: 'Mars/Olympus' }, 'body.time_zone'],
    [{ time_zone: '../../etc/passwd' }, 'body.time_zone'],
    [{ shortcuts: 'yes' }, 'body.shortcuts'],
    [{ is_admin: true }, 'body'],
    [{ keys: { 'go-home': 'a b c' } }, 'body.keys.go-home'],
    [{ keys: Object.fromEntries(TOO_MANY_KEYS) }, 'body.keys'],
  ] as const) {
    assert.deepEqual(refusal(await save(body)), [400, 'INVALID_INPUT', field])
  }
  const broken = `UPDATE users SET preferences = '{"theme": 7, "density": "compact", "of_later": 1}' WHERE id = $1::uuid`
  await desk().db.sql({ text: broken, values: [id] })
  assert.deepEqual((await me(cookie)).preferences, { ...DEFAULT_PREFERENCES, density: 'compact' })
  await desk().db.sql({ text: `UPDATE users SET preferences = '[]' WHERE id = $1::uuid`, values: [id] })
  assert.equal((await save({ motion: 'reduce' })).status, 200)
  assert.deepEqual((await me(cookie)).preferences, { ...DEFAULT_PREFERENCES, motion: 'reduce' })
})

test('a name is free or taken in every spelling, and only what can be seen is a name', async () => {
  const { id, cookie } = desk().people.trader
  const rename = (name: string) => desk().ask(account.RenameMe, { cookie, body: { name } })
  for (const name of ['Olaf', 'OLAF', 'ｏｌａｆ', 'oLAf']) {
    assert.deepEqual(refusal(await rename(name)), [409, 'CONFLICT', 'body.name'], name)
  }
  const wrong = [
    '',
    ' Tara',
    'Tara ',
    'Ta\u202Era',
    'Ta\u0000ra',
    'Ta\u200Bra',
    'Ta\u3164ra',
    'Ta  ra',
    'x'.repeat(10_000),
    'T\nara',
    '\uD800x',
    'Ol\u00ADaf',
    '\uFEFFTara',
  ]
  for (const name of wrong) {
    assert.deepEqual(
      refusal(await rename(name)),
      [400, 'INVALID_INPUT', 'body.name'],
      JSON.stringify(name.slice(0, 20)),
    )
  }
  assert.equal((await me(cookie)).name, 'Tara')
  for (const name of ['tara', '<b>Tara</b>', 'שרה', 'Zoë 🚢']) {
    assert.deepEqual((await rename(name)).body, { name })
    assert.equal((await me(cookie)).name, name)
  }
  const [row] = (await desk().audited(id)).filter(({ action }) => action === 'person.renamed')
  assert.deepEqual(row?.detail, { before: { name: 'Tara' }, after: { name: 'tara' } })
  const [bob, eve] = await Promise.all(
    [cookie, desk().people.viewer.cookie].map(one =>
      desk().ask(account.RenameMe, { cookie: one, body: { name: 'Same' } }),
    ),
  )
  assert.deepEqual([bob?.status, eve?.status].toSorted(), [200, 409])
})

test('sessions are listed, and ended by their own person alone', async () => {
  const { viewer, other } = desk().people
  const [here, there] = [await openSession(desk(), viewer), await openSession(desk(), viewer)]
  const list = async (cookie: string) =>
    account.ListSessions.reply.parse((await desk().ask(account.ListSessions, { cookie })).body).sessions
  const seen = await list(here)
  assert.equal(seen.filter(({ is_this }) => is_this).length, 1)
  assert.equal(seen.length, 3)
  const { session_id: id } = await me(there)
  const revoke = (cookie: string, of: string) =>
    desk().ask(account.RevokeSession, { cookie, params: { id: of } })
  assert.deepEqual(refusal(await revoke(other.cookie, id)), [404, 'NOT_FOUND'])
  assert.deepEqual(refusal(await revoke(here, '1')), [400, 'INVALID_INPUT', 'params.id'])
  assert.equal((await revoke(here, id)).status, 200)
  assert.equal((await revoke(here, id)).status, 404)
  assert.equal((await desk().ask(account.ReadMe, { cookie: there })).status, 401)
  assert.deepEqual(
    (await desk().audited(id)).map(({ action, actor }) => [action, (actor as { user_id: string }).user_id]),
    [['session.revoked', viewer.id]],
  )
  assert.deepEqual((await desk().ask(account.RevokeOtherSessions, { cookie: here })).body, { ended: 1 })
  assert.equal((await desk().ask(account.ReadMe, { cookie: viewer.cookie })).status, 401)
  assert.equal((await list(here)).length, 1)
  const own = await revoke(here, (await me(here)).session_id)
  assert.equal(own.status, 200)
  assert.equal((await desk().ask(account.ReadMe, { cookie: here })).status, 401)
})
