// What the engine stands on, opened in order and closed backwards.

import type { Bus } from '#server/bus/bus.ts'
import { channelPort } from '#server/bus/channel.ts'
import { openBus } from '#server/bus/local.ts'
import type { Child } from '#server/child.ts'
import { type Clock, systemClock } from '#server/clock.ts'
import { type Db, openDb } from '#server/db/client.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { startHeart } from '#server/heart.ts'
import { type Log, openLog } from '#server/log.ts'

export type Ground = { db: Db; bus: Bus; clock: Clock; log: Log }
export type OpenGround = Ground & { close(): Promise<void> }

const POOL_MAX = 6
/** Whoever else may hold a lock that the engine needs: it gives up and asks again, and keeps a connection free meanwhile. */
const LOCK_TIMEOUT_MS = 2_000
const QUERY_TIMEOUT_MS = 8_000
/** Processes without a way to the database of their own: the engine hears them on the bus and writes their row. */
const BEATS_OF_OTHERS: readonly string[] = ['strategy-host', 'supervisor']

export function openGround(child: Child, url: string): OpenGround {
  const log = openLog('engine')
  const bus = openBus('engine', channelPort(process))
  const db = openDb(url, {
    poolMax: POOL_MAX,
    lockTimeoutMs: LOCK_TIMEOUT_MS,
    queryTimeoutMs: QUERY_TIMEOUT_MS,
  })
  const heart = startHeart({
    handed: child.handed,
    clock: systemClock,
    log,
    tell: [beat => bus.publish('process.beat', beat), beat => writeBeat(db.sql, beat)],
  })
  const deafen = bus.subscribe('process.beat', beat => {
    if (!BEATS_OF_OTHERS.includes(beat.process)) return
    writeBeat(db.sql, beat).catch((error: unknown) =>
      log.debug('beat_not_told', { error, name: beat.process }),
    )
  })
  return {
    db,
    bus,
    log,
    clock: systemClock,
    close: async () => {
      deafen()
      await heart.stop()
      bus.close()
      await db.close()
    },
  }
}
