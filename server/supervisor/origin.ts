// The address people open: one where the browser grants WebCrypto and passkeys, so HTTPS, or localhost by its name.
import { hostname } from 'node:os'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { Settings } from '#server/settings.ts'

type Names = Pick<
  Settings,
  'PLIMSOLL_URL' | 'PLIMSOLL_HOST' | 'PLIMSOLL_PORT' | 'PLIMSOLL_TRUSTED_PROXY' | 'TLS_CERT'
>

export function originOf(settings: Names, host = hostname()): Result<string, string> {
  const { PLIMSOLL_URL: url, PLIMSOLL_PORT: port, PLIMSOLL_HOST: address } = settings
  if (url !== undefined) return isTrustworthy(url) ? ok(url) : refused(NOT_SAFE)
  const isLoopback = address.startsWith('127.') || address === '::1'
  const isTls = settings.TLS_CERT !== undefined
  if (!isLoopback && !isTls) return refused(BEHIND_PROXY)
  const { origin } = new URL(`${isTls ? 'https' : 'http'}://${isLoopback ? 'localhost' : host}:${port}`)
  return ok(origin)
}

/** Browsers call these secure contexts; passkeys want a name and not an address. */
function isTrustworthy(url: string): boolean {
  const { protocol, hostname: name } = new URL(url)
  return protocol === 'https:' || name === 'localhost' || name.endsWith('.localhost')
}

const NOT_SAFE =
  'PLIMSOLL_URL: must begin with https:// (or be http://localhost): browsers refuse keys and passkeys elsewhere'
const BEHIND_PROXY = 'PLIMSOLL_URL: behind PLIMSOLL_TRUSTED_PROXY, say the https:// address that people open'
