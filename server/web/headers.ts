// What every answer carries by the threat model, and what a page carries besides: the content policy with its own nonce.
import type { IncomingHttpHeaders } from 'node:http'

type PolicyOptions = { nonce: string; origin: string; isDev: boolean }

export function contentPolicy({ nonce, origin, isDev }: PolicyOptions): string {
  const { protocol, host } = new URL(origin)
  const isSecure = protocol === 'https:'
  const rules = [
    "default-src 'none'",
    // React reports its own errors with eval while developing, and only then.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' ${isDev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'", // a style attribute carries a width or a transform, and cannot carry code
    "img-src 'self' data: blob:",
    "font-src 'self'",
    // Older Safari does not count the socket of the same origin as 'self'.
    `connect-src 'self' ${isSecure ? 'wss' : 'ws'}://${host}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isSecure ? ['upgrade-insecure-requests'] : []),
  ]
  return rules.join('; ')
}

/** Code may fetch the rest of itself, as a worker does; it is no page, and shown in nobody's frame. */
const CODE_POLICY = "default-src 'none'; script-src 'self'; frame-ancestors 'none'"

/** In few words: they travel with each of the twenty files of a page. */
export function codeHeaders(origin: string): Record<string, string> {
  const isSecure = origin.startsWith('https:')
  return {
    'Content-Security-Policy': CODE_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    ...(isSecure ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}

/** Of whatever is no code of ours: it may be shown to somebody, or hold their data. */
export function pageHeaders(origin: string, policy: string): Record<string, string> {
  return {
    ...codeHeaders(origin),
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), browsing-topics=()',
    'X-Robots-Tag': 'noindex, nofollow',
  }
}

/** Names that Next, or this door itself, speaks on the inside: from outside they would be lies. */
const INNER_NAMES = [
  /^x-middleware-/,
  /^x-nextjs-/,
  /^x-nonce$/,
  /^x-forwarded-/,
  /^forwarded$/,
  /^next-action$/,
]

export function dropInnerHeaders(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) {
    if (INNER_NAMES.some(pattern => pattern.test(name))) delete headers[name]
  }
}
