// Passkeys as a test adds and shows them, through the routes.
import { assert } from '#lib/base/assert.ts'
import type { UserId } from '#lib/base/id.ts'
import * as account from '#lib/wire/account.ts'
import * as entry from '#lib/wire/entry.ts'
import { runtime } from '#server/runtime.ts'
import type { Answer, AskedDesk } from './test-asks.ts'
import { type Authenticator, openAuthenticator, type Wrong } from './test-authenticator.ts'

export const ORIGIN = 'http://localhost:3000'

export type Begun = { challenge_id: string; options: Record<string, unknown> }
type Person = { id: UserId; cookie: string }

export function openPasskeys(desk: AskedDesk) {
  const begin = async (of: Promise<Answer>): Promise<Begun> => {
    const { status, body } = await of
    assert(status === 200, JSON.stringify(body))
    return entry.PasskeyChallenge.parse(body)
  }
  const beginOwn = (purpose: 'add' | 'step-up') => (cookie: string) =>
    begin(desk.ask(account.BeginPasskey, { cookie, body: { purpose } }))
  const beginAdd = beginOwn('add')
  const beginSignIn = () => begin(desk.ask(entry.BeginPasskeySignIn, {}))
  const add = async (
    cookie: string,
    device: Authenticator,
    { wrong, begun, name = 'Key' }: { wrong?: Wrong; begun?: Begun; name?: string } = {},
  ): Promise<Answer> => {
    const { challenge_id, options } = begun ?? (await beginAdd(cookie))
    const body = { challenge_id, response: device.create(options, wrong), name }
    return await desk.ask(account.AddPasskey, { cookie, body })
  }
  return {
    beginAdd,
    beginSignIn,
    beginStepUp: beginOwn('step-up'),
    add,
    signIn: async (device: Authenticator, wrong?: Wrong, begun?: Begun): Promise<Answer> => {
      const { challenge_id, options } = begun ?? (await beginSignIn())
      const body = { challenge_id, response: device.get(options, wrong) }
      return await desk.ask(entry.SignInWithPasskey, { body })
    },
    /** A new passkey of this person, in a device of its own. */
    passkeyOf: async ({ cookie }: Pick<Person, 'cookie'>, counts: 'counts' | 'counts not' = 'counts') => {
      const device = openAuthenticator(ORIGIN, counts)
      const { status, body } = await add(cookie, device)
      assert(status === 201, JSON.stringify(body))
      return { device, passkey: account.Passkey.parse(body) }
    },
    /** As if these had just shown a second factor. */
    freshen: async (...people: readonly Person[]): Promise<void> => {
      const text = 'UPDATE sessions SET second_factor_at = $2::timestamptz WHERE user_id = ANY($1::uuid[])'
      await desk.db.sql({ text, values: [people.map(({ id }) => id), new Date(runtime().clock.now())] })
    },
  }
}
