// Where the tables of the stream come from: rows of the database, and the bus that tells of them sooner.
import type { UserId } from '#lib/base/id.ts'
import { type EpochMs, epochMs, HOUR_MS, MINUTE_MS } from '#lib/base/time.ts'
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
/** A beat from further ahead than clocks of machines differ would never grow old. */
const AHEAD_MAX_MS = MINUTE_MS
/** A process that falls again and again pushes out its own lives, not those of others. */
const LIVES_MAX = 8

export function openSources({ sql, bus, clock }: { sql: Sql; bus: Bus; clock: Clock }): Sources {
  const heard = openHeard()
  return {
    processes: {
      load: async () => {
        const since = epochMs(clock.now() - SILENT_SHOWN_MS)
        return withoutSuperseded(newestOf([...(await listBeats(sql, { since })), ...heard.recent(since)]))
      },
      watch: tell =>
        bus.subscribe('process.beat', beat => {
          if (beat.beat_at > clock.now() + AHEAD_MAX_MS) return
          heard.keep(beat)
          tell(null, beat)
        }),
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

/** Beats are told before they are stored, and one that another process stores for it (strategy host) may never be. */
function openHeard() {
  const beats = new Map<string, ProcessBeat>()
  return {
    keep(beat: ProcessBeat): void {
      beats.delete(beat.incarnation) // and set again: the map's order is then the order of hearing
      beats.set(beat.incarnation, beat)
      const lives = [...beats.values()].filter(other => other.process === beat.process)
      for (const { incarnation } of lives.slice(0, -LIVES_MAX)) beats.delete(incarnation)
    },
    recent(since: EpochMs): ProcessBeat[] {
      for (const [key, beat] of [...beats]) if (beat.beat_at < since) beats.delete(key)
      return [...beats.values()]
    },
  }
}

/** The last beat of each life, whichever way it came. */
function newestOf(beats: readonly ProcessBeat[]): ProcessBeat[] {
  const newest = new Map<string, ProcessBeat>()
  for (const beat of beats) {
    const known = newest.get(beat.incarnation)
    if (known === undefined || beat.beat_at > known.beat_at) newest.set(beat.incarnation, beat)
  }
  return [...newest.values()]
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
