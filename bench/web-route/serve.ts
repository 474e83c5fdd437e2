// A web process with two routes: ours with its whole frame, and a bare one. Run by bench/web-route.ts as a child with the
// environment of production.
import { createServer, Server } from 'node:http'
import next from 'next'
import { openAuth } from '#server/auth/auth.ts'
import { openMemoryBus } from '#server/bus/memory.ts'
import { systemClock } from '#server/clock.ts'
import { openDb } from '#server/db/client.ts'
import { openLog } from '#server/log.ts'
import { openRuntime } from '#server/runtime.ts'

type Asked = { dir: string; databaseUrl: string; origin: string }

process.once('message', (asked: Asked) => void serve(asked))
process.once('disconnect', () => process.exit(0))

async function serve({ dir, databaseUrl, origin }: Asked): Promise<void> {
  const log = openLog('web', { level: 'info' })
  openRuntime({
    db: openDb(databaseUrl),
    bus: openMemoryBus()('web'),
    clock: { ...systemClock, monotonicMs: refillingClock() },
    log,
    origin,
    auth: openAuth({ secret: 'a secret of this measurement alone', origin, log }),
  })
  const app = next({ dev: false, dir, httpServer: new Server() })
  await app.prepare()
  const handle = app.getRequestHandler()
  const server = createServer((request, response) => void handle(request, response))
  server.listen(0, '127.0.0.1', () => process.send?.({ port: Number(Object(server.address())['port']) }))
}

/** One visitor asks more often than the rate allows; the rate is still counted, on a clock that runs ahead. */
function refillingClock(): () => number {
  let nowMs = 0
  return () => {
    nowMs += 1_000
    return nowMs
  }
}
