// Where the tables of the stream come from: rows of the database, and the bus that tells of them sooner.
import type { UserId } from '#lib/base/id.ts'
import { epochMs, HOUR_MS } from '#lib/base/time.ts'
import type { ProcessBeat } from '#lib/wire/process.ts'
import type { Bus } from '#server/bus/bus.ts'
import type { Clock } from '#server/clock.ts'
import type { Sql } from '#server/db/client.ts'
import { listCommands } from '#server/db/commands.ts'
import { listBeats } from '#server/db/heartbeats.ts'
import { listJobRuns } from '#server/db/job-runs.ts'
import type { Sources } from './hub.ts'

const ROWS_MAX = 50
/** A process that fell silent is shown as such for so long, unless another life of it has begun. */
const SILENT_SHOWN_MS = HOUR_MS

export function openSources({ sql, bus, clock }: { sql: Sql; bus: Bus; clock: Clock }): Sources {
  return {
    processes: {
      load: async () =>
        withoutSuperseded(await listBeats(sql, { since: epochMs(clock.now() - SILENT_SHOWN_MS) })),
      watch: tell => bus.subscribe('process.beat', beat => tell(null, beat)),
    },
    jobs: {
      load: () => listJobRuns(sql, { limit: ROWS_MAX }),
      watch: tell => bus.subscribe('job.changed', run => tell(null, run)),
    },
    commands: {
      load: async userId => (userId === null ? [] : listCommands(sql, { userId, limit: ROWS_MAX })),
      watch: tell =>
        bus.subscribe('command.changed', ({ user_id, command }) => tell(user_id as UserId, command)),
    },
  }
}

/** A life is over when another of the same process on the same host began after its last beat. */
export function withoutSuperseded(beats: readonly ProcessBeat[]): ProcessBeat[] {
  return beats.filter(
    beat =>
      !beats.some(
        other =>
          other.process === beat.process && other.host === beat.host && other.started_at > beat.beat_at,
      ),
  )
}
