// People at the door of a test desk: they are invited, join and sign in, and their app has the desk's clock.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { DAY_MS, epochMs, later, SECOND_MS } from '#lib/base/time.ts'
import { ReadLink } from '#lib/wire/entry.ts'
import type { Role } from '#lib/wire/role.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { codeAt } from '#server/auth/totp.ts'
import { systemClock } from '#server/clock.ts'
import { addInvite } from '#server/db/invites.ts'
import { send } from './test-browser.ts'
import type { Sent, TestDesk } from './test-desk.ts'
import { type Ways, waysIn } from './test-ways.ts'

export const PASSWORD = 'seven grey herons wade upstream'
export type Member = { id: string; name: string; password: string; secret: string; recoveryCodes: string[] }
export type Entry = Awaited<ReturnType<typeof openEntry>>

export async function openEntry(desk: TestDesk) {
  const ways = await waysIn()
  let passedMs = 0
  const pass = (ms: number) => {
    passedMs += ms
    desk.pass(ms)
  }
  const now = () => later(systemClock.now(), passedMs)
  /** A code that was never shown: half a minute passes for each. */
  const freshCode = (secret: string) => {
    pass(30 * SECOND_MS)
    return codeOf(secret, now())
  }
  const invited = async (role: Role): Promise<string> => {
    const token = randomBytes(32).toString('base64url')
    const tokenHash = hashOfToken(token)
    const at = now()
    await addInvite(desk.db.sql, {
      tokenHash,
      role,
      madeBy: desk.people.owner.id,
      at,
      expiresAt: later(at, DAY_MS),
    })
    return token
  }
  const join = async (name: string, role: Role, more: Partial<Sent> = {}): Promise<Member> => {
    const token = await invited(role)
    const { secret, seal } = await enrolmentOf(ways, token)
    const code = codeOf(secret, now())
    const joined = await send(ways.join, { body: { token, name, password: PASSWORD, seal, code }, ...more })
    assert.equal(joined.status, 200, JSON.stringify(joined.body))
    const [user] = await desk.db.sql({ text: 'SELECT id FROM users WHERE name = $1', values: [name] })
    const { recovery_codes: recoveryCodes } = joined.body as { recovery_codes: string[] }
    return { id: String(user?.['id']), name, password: PASSWORD, secret, recoveryCodes }
  }
  const trySignIn = (who: { name: string; password: string; code: string }, more: Partial<Sent> = {}) =>
    send(ways.signIn, { body: who, ...more })
  return { desk, ways, pass, now, freshCode, invited, join, trySignIn }
}

export function codeOf(secret: string, atMs: number): string {
  return codeAt(secret, epochMs(atMs))
}

export async function enrolmentOf(ways: Ways, token: string): Promise<{ secret: string; seal: string }> {
  const { body } = await send(ways.read, { body: { token } })
  return ReadLink.reply.parse(body).enrolment ?? assert.fail('this link gives no new app')
}
