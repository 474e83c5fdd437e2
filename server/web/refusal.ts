// What never reaches Next: plain HTTP beside HTTPS, a host that is not ours (DNS rebinding), the image optimizer, and writes to anything but the API.
import type { IncomingMessage } from 'node:http'
import type { Visitor } from './visitor.ts'

export type DoorRefusal = { status: number; text: string; headers: Record<string, string> }

type Knock = {
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>
  visitor: Visitor
  origin: string
}

/** Probes come by address, whatever the desk is called. */
const PROBES = new Set(['/healthz', '/readyz'])
const HOW_PROXIES_SAY = 'its proxy is named in PLIMSOLL_TRUSTED_PROXY and sends X-Forwarded-Proto.'
const TEXT = { 'Content-Type': 'text/plain; charset=utf-8' }

export function refusalOf({ request, visitor, origin }: Knock): DoorRefusal | null {
  const { method = '', url = '' } = request
  if (!url.startsWith('/') || url.startsWith('//')) return says(400, 'This is not a proxy.')
  const path = url.split('?', 1)[0] ?? ''
  if (PROBES.has(path)) return null
  if (isLaidOpen(visitor, origin))
    return says(421, `The desk answers at ${origin}, and not to plain HTTP: ${HOW_PROXIES_SAY}`)
  if (visitor.host !== new URL(origin).host) return elsewhere(request, url, origin)
  if (path.startsWith('/_next/image')) return says(404, 'Not found.')
  const isRead = method === 'GET' || method === 'HEAD'
  if (!isRead && !path.startsWith('/api/')) {
    return { ...says(405, 'Pages are only read.'), headers: { ...TEXT, Allow: 'GET, HEAD' } }
  }
  return null
}

/** What is meant for HTTPS came where everybody on the way can read it. */
export function isLaidOpen({ isSecure }: Visitor, origin: string): boolean {
  return origin.startsWith('https:') && !isSecure
}

/** A person who typed the address another way is led to the one where sign-in works; a program is told so. */
function elsewhere(request: Knock['request'], url: string, origin: string): DoorRefusal {
  const isNavigation = request.method === 'GET' && request.headers['sec-fetch-mode'] === 'navigate'
  if (!isNavigation || url.startsWith('/api/')) return says(421, `The desk answers at ${origin}.`)
  return { status: 307, text: '', headers: { Location: `${origin}${url}` } }
}

function says(status: number, text: string): DoorRefusal {
  return { status, text: `${text}\n`, headers: TEXT }
}
