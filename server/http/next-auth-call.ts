// One call of next-auth. It keeps the form token and the cookie; what a session is, is ours: the cookie holds our opaque token
// and no JWT. It is called the way its handler for `pages` is, which asks for nothing but these two objects.
import nextAuthModule, { type AuthOptions } from 'next-auth'
import { SECOND_MS } from '#lib/base/time.ts'
import { hashOfToken, SESSION_COOKIE, tokenHashOf, tokenOfCookie } from '#server/auth/cookie.ts'
import { AGE_MAX_MS } from '#server/auth/sessions.ts'

export type Call = {
  /** The path below /api/auth, in its parts. */
  action: readonly string[]
  method: 'GET' | 'POST'
  cookieHeader: string | null
  body: Readonly<Record<string, string>>
  secret: string
  /** The token of the new session; nothing for a ticket that is good for none. */
  open(ticket: string, replacedHash: Buffer | undefined): Promise<string | undefined>
  close(tokenHash: Buffer): Promise<void>
  complain(code: string): void
}
/** `url` is where a browser that posts forms would be sent. */
export type Answered = { cookies: readonly string[]; url?: string; csrfToken?: string }

const CSRF_COOKIE = '__Host-next-auth.csrf-token'
const COOKIE = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const

export async function callNextAuth(call: Call): Promise<Answered> {
  const faults: unknown[] = []
  const cookies: string[] = []
  let body: unknown
  const response: PagesResponse = {
    status: () => response,
    getHeader: name => (name === 'Set-Cookie' ? cookies.slice() : undefined),
    setHeader: (name, value) => {
      if (name === 'Set-Cookie') cookies.splice(0, cookies.length, ...[value].flat())
      return response
    },
    json: sent => {
      body = sent
    },
    send: sent => {
      body = sent
    },
    end: () => undefined,
  }
  await nextAuth(
    requestOf(call),
    response,
    optionsOf(call, fault => faults.push(fault)),
  )
  if (faults.length > 0) throw faults[0] // it would make a refusal of it, or nothing at all
  const ours = cookies.filter(cookie =>
    [SESSION_COOKIE, CSRF_COOKIE].some(name => cookie.startsWith(`${name}=`)),
  )
  return { cookies: ours, ...(body as Omit<Answered, 'cookies'>) } // what its own code sends for these three
}

type PagesRequest = {
  method: string
  query: { nextauth: readonly string[] }
  cookies: Record<string, string>
  headers: Record<string, string>
  body: Readonly<Record<string, string>>
}
type PagesResponse = {
  status(code: number): PagesResponse
  getHeader(name: string): string[] | undefined
  setHeader(name: string, value: string | string[]): PagesResponse
  json(sent: unknown): void
  send(sent: unknown): void
  end(): void
}
type ForPages = (request: PagesRequest, response: PagesResponse, options: AuthOptions) => Promise<void>

/** A module of the old kind: plain Node hands over its whole, a bundler its default. */
const nextAuth = (Object(nextAuthModule)['default'] ?? nextAuthModule) as ForPages // its documented call for `pages`

function requestOf({ action, method, cookieHeader, body }: Call): PagesRequest {
  const session = tokenOfCookie(SESSION_COOKIE, cookieHeader)
  const csrf = csrfCookieOf(cookieHeader ?? '')
  return {
    method,
    query: { nextauth: action },
    // By name alone: it takes whatever begins like the cookie of the session for a part of it.
    cookies: {
      ...(session === undefined ? {} : { [SESSION_COOKIE]: session }),
      ...(csrf === undefined ? {} : { [CSRF_COOKIE]: csrf }),
    },
    headers: {},
    body: { ...body, json: 'true' },
  }
}

/** Letters and digits around one bar, which it writes as %7C. */
function csrfCookieOf(cookieHeader: string): string | undefined {
  const [, token, hash] =
    /(?:^|;\s*)__Host-next-auth\.csrf-token=([0-9a-f]{64})(?:%7C|\|)([0-9a-f]{64})/i.exec(cookieHeader) ?? []
  return token === undefined ? undefined : `${token}|${hash}`
}

function optionsOf(call: Call, onFault: (fault: unknown) => void): AuthOptions {
  const { secret, open, close, complain } = call
  const orFault = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (fault) {
      onFault(fault)
      return undefined
    }
  }
  return {
    secret,
    useSecureCookies: true,
    session: { strategy: 'jwt', maxAge: AGE_MAX_MS / SECOND_MS },
    cookies: {
      sessionToken: { name: SESSION_COOKIE, options: COOKIE },
      csrfToken: { name: CSRF_COOKIE, options: COOKIE },
    },
    providers: [
      {
        id: 'credentials',
        name: 'ticket',
        type: 'credentials',
        credentials: { ticket: {} },
        authorize: async sent => {
          const token = await orFault(() => open(String(sent?.['ticket']), tokenHashOf(call.cookieHeader)))
          return token === undefined ? null : { id: token }
        },
      },
    ],
    jwt: {
      encode: ({ token }) => String(token?.sub), // the id that `authorize` answered with
      decode: ({ token }) => ({ sub: token ?? '' }),
    },
    events: {
      signOut: async ({ token }) => {
        await orFault(() => close(hashOfToken(String(token.sub))))
      },
    },
    logger: {
      error: code => complain(code),
      warn: code => complain(code),
      debug: () => undefined,
    },
  }
}
