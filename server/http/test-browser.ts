// One browser at the door of a test desk: what it sends, and the cookies that it keeps.
import { call, type Handler, type Sent } from './test-desk.ts'
import type { Ways } from './test-ways.ts'

export type Told = { status: number; body: Record<string, unknown>; retryAfterS: number; cookies: string[] }

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
