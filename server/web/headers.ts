// What every answer carries: the content policy with this answer's nonce, and the headers of security.md section 3.
import type { IncomingHttpHeaders } from 'node:http'

type PolicyOptions = { nonce: string; origin: string; isDev: boolean }

function contentPolicy({ nonce, origin, isDev }: PolicyOptions): string {
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

export function answerHeaders(options: PolicyOptions): Record<string, string> {
  const isSecure = options.origin.startsWith('https:')
  return {
    'Content-Security-Policy': contentPolicy(options),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), browsing-topics=()',
    'X-Robots-Tag': 'noindex, nofollow',
    ...(isSecure ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' } : {}),
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
