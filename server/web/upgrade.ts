// A request for a socket passes the same door: it is told who it comes from, and never served over plain HTTP beside HTTPS.
import type { IncomingMessage } from 'node:http'
import type { BlockList } from 'node:net'
import type { Duplex } from 'node:stream'
import { dropInnerHeaders } from './headers.ts'
import { isLaidOpen } from './refusal.ts'
import { visitorOfRequest } from './visitor.ts'

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => unknown

type Guarded = { origin: string; proxies: BlockList; upgrade: Upgrade }

export function guardUpgrade({ origin, proxies, upgrade }: Guarded): Upgrade {
  return (request, socket, head) => {
    const visitor = visitorOfRequest(request, proxies)
    if (isLaidOpen(visitor, origin)) return misdirect(socket)
    dropInnerHeaders(request.headers)
    request.headers['x-forwarded-for'] = visitor.address
    return upgrade(request, socket, head)
  }
}

function misdirect(socket: Duplex): void {
  socket.on('error', () => socket.destroy()) // the peer need not wait for its answer
  const answer = 'HTTP/1.1 421 Misdirected Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'
  socket.end(answer, () => socket.destroy())
}
