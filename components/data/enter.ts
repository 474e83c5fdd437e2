// The door of next-auth, from this side: a ticket becomes a session, and a session ends. Its cookies are the browser's affair.
import * as z from 'zod/mini'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import { type AskFault, faultOfAnswer, UNREACHABLE } from './ask.ts'

const WITHIN_MS = 15 * SECOND_MS
const Csrf = z.object({ csrfToken: z.string() })
/** Where next-auth would send a browser that posts forms; a refusal leads to its page of errors. */
const Sent = z.object({ url: z.string() })

/** A ticket is good for a minute and once: whoever has one enters at once. */
export function enter(ticket: string): Promise<Result<void, AskFault>> {
  return pass('/api/auth/callback/credentials', { ticket })
}

/** Signs this browser out: the session itself ends, not only the cookie. */
export function leave(): Promise<Result<void, AskFault>> {
  return pass('/api/auth/signout', {})
}

async function pass(path: string, sent: Record<string, string>): Promise<Result<void, AskFault>> {
  const token = await call('/api/auth/csrf', { method: 'GET', headers: { Accept: 'application/json' } })
  if (!token.ok) return token
  const csrf = Csrf.safeParse(token.value)
  if (!csrf.success) return refused({ ...UNREACHABLE })
  const answer = await call(path, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...sent, csrfToken: csrf.data.csrfToken, callbackUrl: '/', json: 'true' }),
  })
  if (!answer.ok) return answer
  const led = Sent.safeParse(answer.value)
  return led.success && isThrough(led.data.url) ? ok(undefined) : refused(NOT_LET_IN)
}

/** It answers 200 to a token that did not fit as well, and says so only by where it leads. */
function isThrough(url: string): boolean {
  const { pathname, searchParams } = new URL(url, location.origin)
  return !searchParams.has('error') && !searchParams.has('csrf') && !pathname.startsWith('/api/auth')
}

async function call(path: string, init: RequestInit): Promise<Result<unknown, AskFault>> {
  try {
    const response = await fetch(path, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
    })
    const body: unknown = await response.json()
    if (response.ok) return ok(body)
    return refused(Sent.safeParse(body).success ? NOT_LET_IN : faultOfAnswer(response, body))
  } catch {
    return refused({ ...UNREACHABLE }) // fetch tells no cause that a person could act on
  }
}

const NOT_LET_IN: AskFault = {
  code: 'UNAUTHENTICATED',
  message: 'That took too long to count. Sign in once more.',
  requestId: null,
  fields: [],
  retryAfterMs: null,
}
