// The stream of a running desk: its tables from the database and the bus, its sessions rechecked when one may have ended.

import { openWake } from '#server/db/wake.ts'
import type { Runtime } from '#server/runtime.ts'
import { openSources } from './sources.ts'
import { openStream, type Stream } from './stream.ts'
import { openVisits } from './visits.ts'

export type LiveStream = Pick<Stream, 'upgrade' | 'socketCount'> & { close(): Promise<void> }

/** The wake polls each second as well, so that a revoked session loses its sockets though the hint was lost. */
export function openLiveStream(runtime: Runtime, databaseUrl: string): LiveStream {
  const { db, bus, clock, log, origin, takeRate, bearerOf } = runtime
  const stream = openStream({
    origin,
    sources: openSources({ sql: db.sql, bus, clock }),
    visits: openVisits({ sql: db.sql, clock, bearerOf }),
    takeRate,
    clock,
    log,
  })
  const wake = openWake(databaseUrl, 'plimsoll_sessions', () => void stream.recheck())
  return {
    upgrade: stream.upgrade,
    socketCount: stream.socketCount,
    async close() {
      await wake.close()
      await stream.close()
    },
  }
}
