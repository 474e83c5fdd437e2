// What the web process stands on before it serves anything: its settings, database, bus, heart and figures.

import { openAuth } from '#server/auth/auth.ts'
import { channelPort } from '#server/bus/channel.ts'
import { openBus } from '#server/bus/local.ts'
import type { Child } from '#server/child.ts'
import { systemClock } from '#server/clock.ts'
import { openDb } from '#server/db/client.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { startHeart } from '#server/heart.ts'
import { openRuntime, type Runtime } from '#server/runtime.ts'
import { openTelling } from './crash.ts'

export type WebGround = { runtime: Runtime; close(): Promise<void> }

/** A database that answers nobody must not hold up who is asked for their session. */
const ANSWER_WITHIN_MS = 5_000

type Parts = { databaseUrl: string; authSecret: string; socketCount: () => number }

/** `socketCount` is read when the supervisor asks for figures. */
export function openWebGround(
  { handed, onMetrics }: Pick<Child, 'handed' | 'onMetrics'>,
  { databaseUrl, authSecret, socketCount }: Parts,
): WebGround {
  const { log, metrics } = openTelling(process)
  const db = openDb(databaseUrl, { lookupTimeoutMs: ANSWER_WITHIN_MS })
  const bus = openBus('web', channelPort(process))
  const sockets = metrics.gauge('plimsoll_stream_sockets', 'Sockets that are open on /stream')
  onMetrics(async () => {
    sockets.set(socketCount())
    return metrics.read()
  })
  const heart = startHeart({
    handed,
    clock: systemClock,
    log,
    tell: [beat => bus.publish('process.beat', beat), beat => writeBeat(db.sql, beat)],
  })
  const { origin } = handed
  const auth = openAuth({ secret: authSecret, origin, log })
  return {
    runtime: openRuntime({ db, bus, clock: systemClock, log, origin, auth }),
    async close() {
      await heart.stop()
      bus.close()
      await db.close()
      log.info('stopped')
    },
  }
}
