// `/stream`: takes upgrades on the port of the web process, keeps every socket to its session, and tells the tables.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { STREAM_LIMITS, type TopicName } from '#lib/wire/stream.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { admit, knockOf } from './admission.ts'
import { Hub, type Sources } from './hub.ts'
import { CLOSE_CODES, openOutlet } from './outlet.ts'
import { paced } from './paced.ts'
import { openSession, type StreamSession, type Visit } from './session.ts'

/** What the stream must know of sessions, asked at the database each time. */
export type Visits = {
  ofCookie(cookie: string | undefined): Promise<Visit | null>
  /** The visits that still hold, in the order asked; null where one has ended. */
  again(visits: readonly Visit[]): Promise<(Visit | null)[]>
}

export type StreamOptions = { origin: string; sources: Sources; visits: Visits; clock: Clock; log: Log }

export type Stream = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends the sockets whose session has ended; called when a session may have. */
  recheck(): Promise<void>
  socketCount(): number
  close(): void
}

const FLUSH_EVERY_MS = 100
const RECONCILE_EVERY_MS = 5_000
const SILENT_BEATS_MAX = 3

type Socket = { ws: WebSocket; session: StreamSession; silentBeats: number }
type Open = { options: StreamOptions; hub: Hub; server: WebSocketServer; sockets: Set<Socket> }

export function openStream(options: StreamOptions): Stream {
  const onFault = (topic: TopicName, error: unknown) =>
    options.log.warn('stream_source_failed', { topic, error })
  const flush = paced(FLUSH_EVERY_MS, options.clock, () => hub.flush())
  const hub = new Hub({ sources: options.sources, clock: options.clock, onNews: flush.soon, onFault })
  const open: Open = {
    options,
    hub,
    server: new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false, // it fragments memory, and secrets beside chosen text must not be compressed
      maxPayload: STREAM_LIMITS.payloadBytesMax,
    }),
    sockets: new Set(),
  }
  const timers = [
    setInterval(() => void open.hub.reconcile(), RECONCILE_EVERY_MS),
    setInterval(() => beat(open), STREAM_LIMITS.beatEveryMs),
    setInterval(() => void recheck(open), STREAM_LIMITS.sessionRecheckMs),
  ]
  return {
    upgrade: (request, socket, head) => void upgrade(open, request, { socket, head }),
    recheck: () => recheck(open),
    socketCount: () => open.sockets.size,
    close() {
      for (const timer of timers) clearInterval(timer)
      flush.stop()
      for (const { ws } of open.sockets) ws.close(CLOSE_CODES.goingAway, 'restarting')
      open.hub.close()
    },
  }
}

async function upgrade(
  open: Open,
  request: IncomingMessage,
  { socket, head }: { socket: Duplex; head: Buffer },
) {
  const { options, sockets } = open
  const forget = () => socket.destroy()
  socket.on('error', forget) // the peer may go while its session is looked up
  try {
    const admission = await admit(
      {
        origin: options.origin,
        visitOf: options.visits.ofCookie,
        socketsOf: user => [...sockets].filter(({ session }) => session.visit.user === user).length,
        socketsOpen: () => sockets.size,
      },
      knockOf(request),
    )
    if (!admission.ok) return refuse(socket, admission.status)
    socket.off('error', forget)
    open.server.handleUpgrade(request, socket, head, ws =>
      welcome(open, { ws, socket, visit: admission.visit }),
    )
  } catch (error) {
    options.log.warn('stream_admission_failed', { error })
    refuse(socket, 503)
  }
}

function refuse(socket: Duplex, status: number): void {
  const answer = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`
  socket.end(answer, () => socket.destroy())
}

type Guest = { ws: WebSocket; socket: Duplex; visit: Visit }

function welcome(open: Open, { ws, socket: raw, visit }: Guest): void {
  const { options, hub, sockets } = open
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
    () =>
      options.log.warn('stream_socket_dropped', { user_id: visit.user, backlog_bytes: ws.bufferedAmount }),
  )
  const session = openSession({
    hub,
    outlet,
    visit,
    clock: options.clock,
    onFault: (topic, error) => options.log.warn('stream_source_failed', { topic, error }),
  })
  const socket: Socket = { ws, session, silentBeats: 0 }
  sockets.add(socket)
  ws.on('message', (data: Buffer, isBinary: boolean) => session.hear(data, isBinary))
  ws.on('pong', () => {
    socket.silentBeats = 0
  })
  ws.on('error', () => ws.terminate()) // ws itself has sent the close code for what was wrong with a frame
  ws.on('close', () => {
    sockets.delete(socket)
    session.leave()
  })
}

/** Says that the link lives, and ends the sockets whose other side does not. */
function beat({ sockets }: Open): void {
  for (const socket of sockets) {
    if (socket.silentBeats >= SILENT_BEATS_MAX) {
      socket.ws.terminate()
      continue
    }
    socket.silentBeats += 1
    socket.ws.ping()
    socket.session.beat()
  }
}

async function recheck({ options, sockets }: Open): Promise<void> {
  const all = [...sockets]
  if (all.length === 0) return
  try {
    const visits = await options.visits.again(all.map(({ session }) => session.visit))
    for (const [index, { session }] of all.entries()) {
      const visit = visits[index] ?? null
      if (visit?.role !== session.visit.role)
        session.end('SESSION_ENDED', 'Your session has ended: sign in again.')
    }
  } catch (error) {
    // The database is away: nobody can have ended a session in it meanwhile, and the next check comes within seconds.
    options.log.warn('stream_recheck_failed', { error })
  }
}
