// The session cookie: an opaque token of 256 random bits. Here it becomes the hash that the database knows.
import { createHash } from 'node:crypto'

/** `__Host-`: only this very host may set it, and only with Secure and for all paths. */
export const SESSION_COOKIE = '__Host-plimsoll'

const TOKEN = /^[\w-]{43}$/

/** Marks a browser that has been signed in from; it opens nothing by itself. */
export const DEVICE_COOKIE = '__Host-plimsoll-device'

/** Nothing when there is no such cookie, when it cannot be one of ours, or when two of them contradict each other. */
export function tokenHashOf(cookieHeader: string | null | undefined): Buffer | undefined {
  return hashOfCookie(SESSION_COOKIE, cookieHeader)
}

export function deviceHashOf(cookieHeader: string | null | undefined): Buffer | undefined {
  return hashOfCookie(DEVICE_COOKIE, cookieHeader)
}

function hashOfCookie(name: string, cookieHeader: string | null | undefined): Buffer | undefined {
  const token = tokenOfCookie(name, cookieHeader)
  return token === undefined ? undefined : hashOfToken(token)
}

/** As the browser has it. */
export function tokenOfCookie(name: string, cookieHeader: string | null | undefined): string | undefined {
  const [token, ...others] = new Set(cookiesNamed(name, cookieHeader ?? ''))
  return token !== undefined && others.length === 0 && TOKEN.test(token) ? token : undefined
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function cookiesNamed(name: string, header: string): string[] {
  const start = `${name}=`
  return header
    .split(';')
    .map(cookie => cookie.trim())
    .filter(cookie => cookie.startsWith(start))
    .map(cookie => cookie.slice(start.length))
}
