// Passkeys added and removed through their routes: what is asked of the browser, and what is not taken from it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { MINUTE_MS } from '#lib/base/time.ts'
import * as account from '#lib/wire/account.ts'
import { type AskedDesk, openAskedDesk, refusal } from '#server/http/test-asks.ts'
import { newKeys, openAuthenticator, type Wrong } from '#server/http/test-authenticator.ts'
import { ORIGIN, openPasskeys } from '#server/http/test-passkeys.ts'
import { scratchDatabase } from '#server/testing/database.ts'

const held: { desk?: AskedDesk; passkeys?: ReturnType<typeof openPasskeys> } = {}
const otherKey = newKeys().privateKey

before(async () => {
  const desk = await openAskedDesk(await scratchDatabase(), import.meta.dirname)
  Object.assign(held, { desk, passkeys: openPasskeys(desk) })
})
after(() => held.desk?.close())

function desk(): AskedDesk {
  assert(held.desk)
  return held.desk
}
function passkeys(): ReturnType<typeof openPasskeys> {
  assert(held.passkeys)
  return held.passkeys
}

test('what is asked of the browser: kept in the device, with its person verified, and no passkey twice', async () => {
  const { viewer } = desk().people
  const { passkey } = await passkeys().passkeyOf(viewer)
  const { options } = await passkeys().beginAdd(viewer.cookie)
  const { rp, user, authenticatorSelection, attestation, excludeCredentials } = options as Record<
    string,
    object
  >
  assert.deepEqual(rp, { id: 'localhost', name: 'Plimsoll' })
  const bytes = Buffer.from(viewer.id.replaceAll('-', ''), 'hex')
  assert.equal((user as { id: string }).id, bytes.toString('base64url'))
  const { residentKey, userVerification } = authenticatorSelection as Record<string, string>
  assert.deepEqual([residentKey, userVerification, attestation], ['required', 'required', 'none'])
  assert.equal((excludeCredentials as object[]).length, 1)
  const listed = await desk().ask(account.ListPasskeys, { cookie: viewer.cookie })
  assert.deepEqual(listed.body, { passkeys: [passkey] })
  assert.deepEqual((await passkeys().beginSignIn()).options['allowCredentials'] ?? [], [])
})

test('without a fresh second factor none is made, and without a passkey none is asked for', async () => {
  const { other } = desk().people
  const ask = (purpose: string) =>
    desk().ask(account.BeginPasskey, { cookie: other.cookie, body: { purpose } })
  desk().pass(6 * MINUTE_MS)
  assert.deepEqual(refusal(await ask('add')), [403, 'STEP_UP_NEEDED'])
  assert.deepEqual(refusal(await ask('step-up')), [409, 'CONFLICT'])
  assert.deepEqual(refusal(await ask('sign-in')), [400, 'INVALID_INPUT', 'body.purpose'])
})

test('what was made for another site, unverified, or with certificates of others is not added', async () => {
  const { other, owner } = desk().people
  await passkeys().freshen(other, owner)
  const device = openAuthenticator(ORIGIN)
  const { cookie } = other
  for (const wrong of [
    { origin: 'https://evil.example' },
    { rpId: 'evil.example' },
    { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    { type: 'webauthn.get' },
    { crossOrigin: true },
    { isVerified: false },
    { isPresent: false },
    { attestation: 'certificate' },
    { attestation: 'self', key: otherKey },
  ] satisfies Wrong[]) {
    assert.deepEqual(
      refusal(await passkeys().add(cookie, device, { wrong })),
      [400, 'INVALID_INPUT', 'body.response'],
      JSON.stringify(wrong),
    )
  }
  const theirs = await passkeys().beginAdd(owner.cookie)
  assert.deepEqual(refusal(await passkeys().add(cookie, device, { begun: theirs })), [
    400,
    'INVALID_INPUT',
    'body.response',
  ])
  const used = await passkeys().beginAdd(cookie)
  assert.equal((await passkeys().add(cookie, device, { begun: used })).status, 201)
  assert.deepEqual(refusal(await passkeys().add(cookie, device, { begun: used })), [
    400,
    'INVALID_INPUT',
    'body.response',
  ])
  assert.equal((await passkeys().add(cookie, device, { wrong: { attestation: 'self' } })).status, 201)
  for (const name of ['', 'x'.repeat(61), 'a\u202Eb']) {
    assert.deepEqual(
      refusal(await passkeys().add(cookie, device, { name })),
      [400, 'INVALID_INPUT', 'body.name'],
      name,
    )
  }
})

test('one passkey is one person’s, ten are enough, and what was removed opens nothing', async () => {
  const { other, owner } = desk().people
  await passkeys().freshen(other, owner)
  const device = openAuthenticator(ORIGIN)
  const { challenge_id, options } = await passkeys().beginAdd(other.cookie)
  const response = device.create(options)
  const body = { challenge_id, response, name: 'Phone' }
  const phone = account.Passkey.parse(
    (await desk().ask(account.AddPasskey, { cookie: other.cookie, body })).body,
  )
  const listed = account.ListPasskeys.reply.parse(
    (await desk().ask(account.ListPasskeys, { cookie: other.cookie })).body,
  )
  const begun = await Promise.all(Array.from({ length: 10 }, () => passkeys().beginAdd(other.cookie)))
  const added = await Promise.all(
    begun.map(one => passkeys().add(other.cookie, openAuthenticator(ORIGIN), { begun: one })),
  )
  assert.equal(added.filter(({ status }) => status === 201).length, 10 - listed.passkeys.length)
  const full = await desk().ask(account.BeginPasskey, { cookie: other.cookie, body: { purpose: 'add' } })
  assert.deepEqual(refusal(full), [409, 'CONFLICT'])
  const remove = (cookie: string) => desk().ask(account.RemovePasskey, { cookie, params: { id: phone.id } })
  assert.deepEqual(refusal(await remove(owner.cookie)), [404, 'NOT_FOUND'])
  assert.equal((await passkeys().signIn(device)).status, 200)
  assert.equal((await remove(other.cookie)).status, 200)
  assert.deepEqual(refusal(await passkeys().signIn(device)), [401, 'UNAUTHENTICATED'])
  assert.equal((await remove(other.cookie)).status, 404)
  assert.deepEqual(
    (await desk().audited(phone.id)).map(({ action, detail }) => [action, detail['name']]),
    [
      ['passkey.added', 'Phone'],
      ['passkey.removed', 'Phone'],
    ],
  )
})
