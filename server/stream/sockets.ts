// The open sockets: welcomed after their upgrade, looked at with each beat, sent away at the end.
import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Hub } from './hub.ts'
import { CLOSE_CODES, openOutlet } from './outlet.ts'
import { type Guest, isUnconfirmed } from './recheck.ts'
import { type AccessOf, openSession, type StreamSession, type Visit } from './session.ts'

export type Socket = Guest & { ws: WebSocket; session: StreamSession; silentBeats: number }
export type House = { hub: Hub; sockets: Set<Socket>; accessOf: AccessOf; clock: Clock; log: Log }
export type Admitted = { ws: WebSocket; socket: Duplex; visit: Visit; confirmedMs: number }

const SILENT_BEATS_MAX = 3
/** A browser that does not say farewell in this time is left without one. */
const FAREWELL_MS = 1_000

export function welcome(house: House, { ws, socket: raw, visit, confirmedMs }: Admitted): void {
  const { hub, sockets, accessOf, clock, log } = house
  const outlet = openOutlet(
    {
      // The frame is made already: ws would make it again for each socket. It does not split or delay what it writes itself,
      // for it compresses nothing.
      send: frame => {
        if (ws.readyState === ws.OPEN) raw.write(frame)
      },
      backlogBytes: () => ws.bufferedAmount,
      // Who reads nothing cannot read a farewell either, and its backlog must go now.
      close: (code, reason) => (code === CLOSE_CODES.tooSlow ? ws.terminate() : ws.close(code, reason)),
    },
    () => log.warn('stream_socket_dropped', { user_id: visit.user, backlog_bytes: ws.bufferedAmount }),
  )
  const session = openSession({ hub, outlet, visit, accessOf, clock })
  const socket: Socket = { ws, session, confirmedMs, silentBeats: 0 }
  sockets.add(socket)
  ws.on('message', (data: Buffer, isBinary: boolean) => session.hear(data, isBinary))
  ws.on('pong', () => {
    socket.silentBeats = 0
    session.idle()
  })
  ws.on('ping', () => session.idle()) // ws answers each of them, whether the answers are read or not
  ws.on('error', () => ws.terminate()) // ws itself has sent the close code for what was wrong with a frame
  ws.on('close', () => {
    sockets.delete(socket)
    session.leave()
  })
}

/** Says that the link lives, and ends the sockets whose other side does not, or of whom nobody knows if they still may look. */
export function beat({ sockets, clock }: House): void {
  for (const socket of sockets) {
    if (socket.silentBeats >= SILENT_BEATS_MAX || isUnconfirmed(socket, clock)) {
      socket.ws.terminate()
      continue
    }
    socket.silentBeats += 1
    socket.ws.ping()
    socket.session.beat()
  }
}

export async function sendAway({ sockets }: House): Promise<void> {
  const patience = setTimeout(() => {
    for (const { ws } of sockets) ws.terminate()
  }, FAREWELL_MS)
  const farewells = [...sockets].map(async ({ ws }) => {
    const closed = once(ws, 'close')
    ws.close(CLOSE_CODES.goingAway, 'restarting')
    await closed
  })
  await Promise.all(farewells)
  clearTimeout(patience)
}
