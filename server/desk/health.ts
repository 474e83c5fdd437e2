// How the desk is: what the supervisor says, what the database says, and how long ago each process beat. Needs no web.
import { ok, type Result, refused } from '#lib/base/result.ts'
import { type EpochMs, later, SECOND_MS } from '#lib/base/time.ts'
import { BEAT_STALE_MS, type ProcessBeat } from '#lib/wire/process.ts'
import { listBeats } from '#server/db/heartbeats.ts'
import { type DatabaseMeasures, measureDatabase } from '#server/db/measures.ts'
import type { Answer, DeskCommand, Ground, Report } from './command.ts'

export const health: DeskCommand = {
  name: 'health',
  words: [],
  options: {},
  needs: [],
  about: 'how the desk, its processes and its database are; exit code 1 when not all is well',
  run: async ground => {
    const [report, database] = await Promise.all([ground.askSupervisor(), look(ground)])
    return ok(answer({ report, database, at: ground.clock.now() }))
  },
}

type Looked = { measures: DatabaseMeasures; beats: ProcessBeat[] }
type Found = { report: Report | undefined; database: Result<Looked, string>; at: EpochMs }

function look(ground: Ground): Promise<Result<Looked, string>> {
  return ground.withDatabase(async ({ sql }) => {
    try {
      const since = later(ground.clock.now(), -BEAT_STALE_MS)
      return ok({ measures: await measureDatabase(sql), beats: await listBeats(sql, { since }) })
    } catch (cause) {
      return refused(cause instanceof Error ? cause.message : String(cause))
    }
  })
}

export function answer({ report, database, at }: Found): Answer {
  const processes = (report?.processes ?? []).map(kept => {
    const beat = database.ok ? database.value.beats.findLast(one => one.pid === kept.pid) : undefined
    const beatAgeMs = beat === undefined ? null : Math.max(0, at - beat.beat_at)
    return { ...kept, beat_age_ms: beatAgeMs, rss_bytes: beat?.rss_bytes ?? null }
  })
  const isWell = report?.is_ready === true && database.ok && processes.every(({ state }) => state === 'ready')
  const measures = database.ok ? database.value.measures : undefined
  return {
    isBad: !isWell,
    json: {
      is_well: isWell,
      supervisor: report === undefined ? null : { ...report, processes: undefined },
      database: measures
        ? {
            state: 'up',
            version: measures.version,
            size_bytes: measures.sizeBytes,
            connections: measures.connections,
          }
        : { state: 'down', reason: database.ok ? null : database.error },
      processes,
    },
    lines: [
      report
        ? `desk       ${report.is_ready ? 'ready' : 'starting'}, ${report.address}, pid ${report.pid}`
        : 'desk       is not running: npm start',
      measures
        ? `database   up, PostgreSQL ${measures.version}, ${megabytes(measures.sizeBytes)}, ${measures.connections} connections`
        : `database   down: ${database.ok ? '' : database.error}`,
      ...processes.map(
        one =>
          `${one.process.padEnd(14)} ${one.state.padEnd(10)} ${String(one.restarts).padStart(3)} restarts  ${
            one.beat_age_ms === null ? 'no beat' : `beat ${Math.round(one.beat_age_ms / SECOND_MS)} s ago`
          }  ${one.rss_bytes === null ? '' : megabytes(one.rss_bytes)}`,
      ),
    ],
  }
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 100_000) / 10} MB`
}
