// A browser at the door of a test desk: it reads links, joins, signs in, keeps its cookies, and has an authenticator app whose
// clock is the desk's.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { DAY_MS, epochMs, later, SECOND_MS } from '#lib/base/time.ts'
import { JoinDesk, ReadLink, ResetPassword, SignIn } from '#lib/wire/entry.ts'
import type { Role } from '#lib/wire/role.ts'
import { hashOfToken } from '#server/auth/cookie.ts'
import { systemClock } from '#server/clock.ts'
import { addInvite } from '#server/db/invites.ts'
import { joinDesk } from '#server/services/entry/join.ts'
import { readLink } from '#server/services/entry/read-link.ts'
import { resetPassword } from '#server/services/entry/reset-password.ts'
import { signIn } from '#server/services/entry/sign-in.ts'
import { call, type Handler, type Sent, type TestDesk } from './test-desk.ts'

export const PASSWORD = 'seven grey herons wade upstream'
export type Member = { id: string; name: string; password: string; secret: string; recoveryCodes: string[] }
export type Told = { status: number; body: Record<string, unknown>; retryAfterS: number; cookies: string[] }
export type Entry = Awaited<ReturnType<typeof openEntry>>
type Ways = Record<'signIn' | 'read' | 'join' | 'reset', Handler> &
  Record<'token' | 'enter' | 'leave', Handler>

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

async function waysIn(): Promise<Ways> {
  const { route, routes } = await import('./route.ts')
  const { nextAuthRoutes } = await import('./next-auth.ts')
  return {
    signIn: routes(route(SignIn, signIn)).POST,
    read: routes(route(ReadLink, readLink)).POST,
    join: routes(route(JoinDesk, joinDesk)).POST,
    reset: routes(route(ResetPassword, resetPassword)).POST,
    token: nextAuthRoutes.GET,
    enter: nextAuthRoutes.POST,
    leave: nextAuthRoutes.POST,
  }
}

export function codeOf(secret: string, atMs: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: epochMs(atMs) })
}

export async function enrolmentOf(ways: Ways, token: string): Promise<{ secret: string; seal: string }> {
  const { body } = await send(ways.read, { body: { token } })
  return ReadLink.reply.parse(body).enrolment ?? assert.fail('this link gives no new app')
}

/** POST, as a browser sends it, and everything that matters of the answer. */
export async function send(handler: Handler, sent: Partial<Sent>): Promise<Told> {
  const response = await call(handler, { method: 'POST', path: '/api/v1/anything', ...sent })
  return {
    status: response.status,
    body: await response.json(),
    retryAfterS: Number(response.headers.get('retry-after')),
    cookies: response.headers.getSetCookie(),
  }
}

/** The cookies of one browser, as it would keep them. */
export class Browser {
  readonly #ways: Ways
  readonly #jar = new Map<string, string>()

  constructor(ways: Ways) {
    this.#ways = ways
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get(name: string): string | undefined {
    return this.#jar.get(name)
  }

  async enter(ticket: unknown): Promise<Told> {
    return await this.#pass(this.#ways.enter, '/api/auth/callback/credentials', { ticket })
  }

  async leave(): Promise<Told> {
    return await this.#pass(this.#ways.leave, '/api/auth/signout', {})
  }

  async formToken(): Promise<string> {
    const sent = { method: 'GET', path: '/api/auth/csrf', cookie: this.cookie }
    const told = this.#keep(await send(this.#ways.token, sent))
    return String(told.body['csrfToken'])
  }

  async #pass(handler: Handler, path: string, body: Record<string, unknown>): Promise<Told> {
    const csrfToken = await this.formToken()
    return this.#keep(await send(handler, { path, cookie: this.cookie, body: { ...body, csrfToken } }))
  }

  #keep(told: Told): Told {
    for (const cookie of told.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/Max-Age=0/i.test(cookie)) this.#jar.delete(name)
      else this.#jar.set(name, value)
    }
    return told
  }
}
