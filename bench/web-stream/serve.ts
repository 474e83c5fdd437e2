// Two servers in one process for bench/web-stream.ts: our hub over ws, and bare ws that sends each client the same text.
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { assert } from '#lib/base/assert.ts'
import type { UserId } from '#lib/base/id.ts'
import type { ProcessBeat } from '#lib/wire/process.ts'
import type { TopicName } from '#lib/wire/stream.ts'
import { systemClock } from '#server/clock.ts'
import { Hub, type Source } from '#server/stream/hub.ts'
import { openOutlet } from '#server/stream/outlet.ts'

type Order = { type: 'send'; to: 'ours' | 'bare'; count: number }

const ROW: ProcessBeat = {
  process: 'engine',
  incarnation: '11111111-1111-4111-8111-111111111111',
  pid: 4_711,
  host: 'desk.example',
  build: 'bench',
  started_at: 1_700_000_000_000,
  beat_at: 0,
  rss_bytes: 123_456_789,
  restarts: 0,
}

await serve()

async function serve(): Promise<void> {
  const bare = await openServer(() => {})
  let tell: (row: ProcessBeat) => void = () => {}
  const processes: Source<'processes'> = {
    load: async () => [ROW],
    watch(hear) {
      tell = row => hear(null, row)
      return () => {}
    },
  }
  const silent = <T extends TopicName>(): Source<T> => ({ load: async () => [], watch: () => () => {} })
  const hub = new Hub({
    sources: { processes, jobs: silent(), commands: silent() },
    clock: systemClock,
    onNews: () => {},
    onFault: (_, fault) => {
      throw fault
    },
  })
  const ours = await openServer((ws, { socket }) => {
    const outlet = openOutlet(
      {
        send: frame => void socket.write(frame),
        backlogBytes: () => ws.bufferedAmount,
        close: () => ws.close(),
      },
      () => assert(false, 'the measurement outran its own backlog'),
    )
    void hub.subscribe(outlet, 'processes', 'bench' as UserId)
  })

  let sequence = 0
  process.on('message', ({ to, count }: Order) => {
    for (let index = 0; index < count; index += 1) {
      sequence += 1
      const row = { ...ROW, beat_at: sequence }
      if (to === 'ours') {
        tell(row)
        hub.flush()
      } else {
        const text = JSON.stringify({
          type: 'delta',
          topic: 'processes',
          sequence,
          at: systemClock.now(),
          rows: [row],
          gone: [],
        })
        for (const client of bare.server.clients) client.send(text)
      }
    }
  })
  process.send?.({ ours: ours.port, bare: bare.port })
}

async function openServer(
  welcome: (ws: WebSocket, request: IncomingMessage) => void,
): Promise<{ server: WebSocketServer; port: number }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  server.on('connection', welcome)
  await once(server, 'listening')
  return { server, port: (server.address() as AddressInfo).port }
}
