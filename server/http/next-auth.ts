// The door of next-auth, inside our own frame: of all that it offers only three ways are open, and each passes the rules of
// every route (Origin, rate, body, schema, problem+json, log). A ticket goes in, and a session's opaque token comes out.
import 'server-only'
import { ok, refused } from '#lib/base/result.ts'
import type { AnyContract } from '#lib/wire/contract.ts'
import { Enter, Leave, ReadFormToken } from '#lib/wire/door.ts'
import { deviceOf } from '#server/auth/devices.ts'
import type { Verb } from '#server/services/context.ts'
import { closeSession } from '#server/services/entry/close-session.ts'
import { openSession } from '#server/services/entry/open-session.ts'
import { type Call, callNextAuth } from './next-auth-call.ts'
import { noRoute, type Route, route, routes } from './route.ts'

/** What a verb is not told: the cookies that came, and a place for those that go. */
type Visit = { cookieHeader: string | null; cookies: string[] }

const readFormToken =
  (visit: Visit): Verb<typeof ReadFormToken> =>
  async ({ ctx }) => {
    const { csrfToken = '' } = await pass(visit, ctx, { action: ['csrf'], method: 'GET', body: {} })
    return ok({ csrfToken })
  }

const enter =
  (visit: Visit): Verb<typeof Enter> =>
  async ({ ctx, input }) => {
    const { ticket, csrfToken } = input.body
    const device = deviceOf(visit.cookieHeader)
    const { url = '' } = await pass(visit, ctx, {
      action: ['callback', 'credentials'],
      method: 'POST',
      body: { ticket, csrfToken },
      open: (sent, replacedHash) =>
        openSession(ctx, { ticket: sent, deviceHash: device.tokenHash, replacedHash }),
    })
    if (isOtherForm(url)) return refused(OTHER_FORM)
    if (url.includes('/api/auth/')) return refused(NO_TICKET)
    visit.cookies.push(device.cookie)
    return ok({ url })
  }

const leave =
  (visit: Visit): Verb<typeof Leave> =>
  async ({ ctx, input }) => {
    const { csrfToken } = input.body
    const { url = '' } = await pass(visit, ctx, {
      action: ['signout'],
      method: 'POST',
      body: { csrfToken },
      close: tokenHash => closeSession(ctx, tokenHash),
    })
    return isOtherForm(url) ? refused(OTHER_FORM) : ok({ url })
  }

const DOORS: Readonly<Record<string, typeof noRoute>> = Object.fromEntries(
  [door(ReadFormToken, readFormToken), door(Enter, enter), door(Leave, leave)].map(one => [
    one.contract.path,
    routes(one),
  ]),
)

/** Whatever else next-auth would do below its path is no path of ours. */
export const nextAuthRoutes: typeof noRoute = {
  GET: request => doorOf(request).GET(request),
  HEAD: request => doorOf(request).HEAD(request),
  POST: request => doorOf(request).POST(request),
  PUT: request => doorOf(request).PUT(request),
  PATCH: request => doorOf(request).PATCH(request),
  DELETE: request => doorOf(request).DELETE(request),
  OPTIONS: request => doorOf(request).OPTIONS(request),
}

function doorOf({ url }: Request): typeof noRoute {
  return DOORS[new URL(url).pathname] ?? noRoute
}

function door<C extends AnyContract>(contract: C, verbOf: (visit: Visit) => Verb<C>): Route {
  return {
    contract,
    handle: async request => {
      const visit = { cookieHeader: request.headers.get('cookie'), cookies: [] as string[] }
      const response = await route(contract, verbOf(visit)).handle(request)
      for (const cookie of visit.cookies) response.headers.append('Set-Cookie', cookie)
      return response
    },
  }
}

type Passing = Pick<Call, 'action' | 'method' | 'body'> & Partial<Pick<Call, 'open' | 'close'>>
type Opened = {
  auth: { formSecret: string; log: { error: (event: string, facts: { code: string }) => void } }
}

async function pass(visit: Visit, { auth }: Opened, passing: Passing) {
  const { cookies, ...answered } = await callNextAuth({
    open: async () => undefined,
    close: async () => undefined,
    ...passing,
    cookieHeader: visit.cookieHeader,
    secret: auth.formSecret,
    complain: code => auth.log.error('next_auth_complained', { code }),
  })
  visit.cookies.push(...cookies)
  return answered
}

function isOtherForm(url: string): boolean {
  return url.endsWith('csrf=true')
}

const OTHER_FORM = {
  code: 'BAD_REQUEST',
  message: 'The csrfToken does not belong to the cookie: ask for a new one.',
} as const
const NO_TICKET = {
  code: 'UNAUTHENTICATED',
  message: 'That took too long to count, or was used already: sign in once more.',
} as const
