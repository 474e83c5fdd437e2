// The session cookie: an opaque token of 256 random bits. Here it becomes the hash that the database knows.
import { createHash } from 'node:crypto'

/** `__Host-`: only this very host may set it, and only with Secure and for all paths. */
export const SESSION_COOKIE = '__Host-plimsoll'

const TOKEN = /^[\w-]{43}$/

/** Nothing when there is no such cookie, when it cannot be one of ours, or when two of them contradict each other. */
export function tokenHashOf(cookieHeader: string | null | undefined): Buffer | undefined {
  const [token, ...others] = new Set(sessionCookies(cookieHeader ?? ''))
  if (token === undefined || others.length > 0 || !TOKEN.test(token)) return undefined
  return hashOfToken(token)
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function sessionCookies(header: string): string[] {
  const start = `${SESSION_COOKIE}=`
  return header
    .split(';')
    .map(cookie => cookie.trim())
    .filter(cookie => cookie.startsWith(start))
    .map(cookie => cookie.slice(start.length))
}
