// What the jobs process stands on, opened in order and closed backwards.
import { channelPort } from '#server/bus/channel.ts'
import { openBus } from '#server/bus/local.ts'
import type { Child } from '#server/child.ts'
import { systemClock } from '#server/clock.ts'
import { openDb } from '#server/db/client.ts'
import { writeBeat } from '#server/db/heartbeats.ts'
import { startHeart } from '#server/heart.ts'
import { openLog } from '#server/log.ts'
import type { Ground } from './job.ts'

const POOL_MAX = 4

export type OpenGround = Ground & { close(): Promise<void> }

export function openGround(child: Child, url: string): OpenGround {
  const log = openLog('jobs')
  const bus = openBus('jobs', channelPort(process))
  const db = openDb(url, { poolMax: POOL_MAX })
  const heart = startHeart({
    handed: child.handed,
    clock: systemClock,
    log,
    tell: [beat => bus.publish('process.beat', beat), beat => writeBeat(db.sql, beat)],
  })
  return {
    log,
    bus,
    db,
    clock: systemClock,
    close: async () => {
      await heart.stop()
      bus.close()
      await db.close()
    },
  }
}
