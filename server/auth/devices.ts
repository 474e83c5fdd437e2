// A browser that somebody has signed in from is known by a cookie of its own: the guesses of others do not lock it out.
import { randomBytes } from 'node:crypto'
import { DAY_MS, SECOND_MS } from '#lib/base/time.ts'
import { hashOfToken } from './cookie.ts'

/** It opens nothing by itself. */
export const DEVICE_COOKIE = '__Host-plimsoll-device'

const TOKEN = /^[\w-]{43}$/
const TOKEN_BYTES = 32
const MAX_AGE_S = (400 * DAY_MS) / SECOND_MS // the longest that browsers keep a cookie

/** Nothing when there is no such cookie, when it cannot be one of ours, or when two of them contradict each other. */
export function deviceTokenOf(cookieHeader: string | null | undefined): string | undefined {
  const start = `${DEVICE_COOKIE}=`
  const found = (cookieHeader ?? '')
    .split(';')
    .map(cookie => cookie.trim())
    .filter(cookie => cookie.startsWith(start))
    .map(cookie => cookie.slice(start.length))
  const [token, ...others] = new Set(found)
  return token !== undefined && others.length === 0 && TOKEN.test(token) ? token : undefined
}

export function deviceHashOf(cookieHeader: string | null | undefined): Buffer | null {
  const token = deviceTokenOf(cookieHeader)
  return token === undefined ? null : hashOfToken(token)
}

export function newDeviceToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url')
}

export function deviceCookie(token: string): string {
  return `${DEVICE_COOKIE}=${token}; Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; Secure; SameSite=Strict`
}
