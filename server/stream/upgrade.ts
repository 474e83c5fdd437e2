// From a request for a socket to a socket: admitted first, counted while that takes, and refused with a plain status.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocketServer } from 'ws'
import { STREAM_LIMITS } from '#lib/wire/stream.ts'
import type { TakeRate } from '#server/auth/rates.ts'
import { admit, knockOf } from './admission.ts'
import type { Visits } from './recheck.ts'
import type { Visit } from './session.ts'
import { type House, welcome } from './sockets.ts'

export type Gate = {
  house: House
  server: WebSocketServer
  origin: string
  visits: Visits
  takeRate: TakeRate
  /** Those whose session is being looked up. */
  knocking: Set<Duplex>
  isClosed: boolean
}

export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>

export function openUpgrade(gate: Gate): Upgrade {
  return async (request, socket, head) => {
    const forget = () => socket.destroy()
    socket.on('error', forget) // the peer may go while its session is looked up
    if (gate.isClosed) return refuse(socket, 503)
    const confirmedMs = gate.house.clock.monotonicMs()
    try {
      const admission = await admitOne(gate, request, socket)
      if (!admission.ok) return refuse(socket, admission.status)
      const { visit } = admission
      // Counted now that nothing comes between the count and the welcome.
      if (socketsOf(gate.house, visit) >= STREAM_LIMITS.socketsPerUserMax) return refuse(socket, 429)
      socket.off('error', forget)
      gate.server.handleUpgrade(request, socket, head, ws =>
        welcome(gate.house, { ws, socket, visit, confirmedMs }),
      )
    } catch (error) {
      gate.house.log.warn('stream_admission_failed', { error })
      refuse(socket, 503)
    }
  }
}

async function admitOne(gate: Gate, request: IncomingMessage, socket: Duplex) {
  const { house, origin, visits, takeRate, knocking } = gate
  const socketsOpen = house.sockets.size + knocking.size
  knocking.add(socket)
  try {
    return await admit(
      {
        origin,
        isTooOften: address => takeRate(`stream ${address}`) > 0,
        visitOf: visits.of,
        socketsOpen,
      },
      knockOf(request),
    )
  } finally {
    knocking.delete(socket)
  }
}

function socketsOf({ sockets }: House, { user }: Visit): number {
  let count = 0
  for (const { session } of sockets) if (session.visit.user === user) count += 1
  return count
}

function refuse(socket: Duplex, status: number): void {
  const answer = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  socket.end(answer, () => socket.destroy())
}
