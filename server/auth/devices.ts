// A browser that somebody has signed in from is known by a cookie of its own: the guesses of others do not lock it out.
import { randomBytes } from 'node:crypto'
import { DAY_MS, SECOND_MS } from '#lib/base/time.ts'
import { DEVICE_COOKIE, hashOfToken, tokenOfCookie } from './cookie.ts'

const TOKEN_BYTES = 32
const MAX_AGE_S = (400 * DAY_MS) / SECOND_MS // the longest that browsers keep a cookie

export type Device = { readonly tokenHash: Buffer; readonly cookie: string }

/** The one that the browser has, or a new one; its cookie is set again at each sign-in, so that it does not run out. */
export function deviceOf(cookieHeader: string | null): Device {
  const token = tokenOfCookie(DEVICE_COOKIE, cookieHeader) ?? randomBytes(TOKEN_BYTES).toString('base64url')
  const cookie = `${DEVICE_COOKIE}=${token}; Path=/; Max-Age=${MAX_AGE_S}; HttpOnly; Secure; SameSite=Strict`
  return { tokenHash: hashOfToken(token), cookie }
}
