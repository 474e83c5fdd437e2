// The beat of a process: that it lives, since when, and how much memory it takes, told every two seconds.
import { hostname } from 'node:os'
import type { EpochMs } from '#lib/base/time.ts'
import { BEAT_EVERY_MS, type ProcessBeat } from '#lib/wire/process.ts'
import type { Handed } from './child.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

type HeartOptions = {
  handed: Handed
  clock: Clock
  log: Log
  /** Where a beat goes: the heartbeat row, the bus, or both. */
  tell: readonly ((beat: ProcessBeat) => Promise<void> | boolean | void)[]
  body?: Body
}

/** The machine a heart lives in; a test hands in its own. */
export type Body = {
  pid: number
  host: string
  rssBytes(): number
  every(ms: number, act: () => void): () => void
}

export type Heart = { stop(): Promise<void> }

/** Beats at once, then steadily, to each listener for itself: a database that hangs does not silence the bus. */
export function startHeart(options: HeartOptions): Heart {
  const body = options.body ?? thisBody
  const startedAt = options.clock.now()
  const ears = options.tell.map(tell => openEar(tell, options.log))
  const beat = () => {
    const now = beatOf({ options, body, startedAt })
    for (const ear of ears) ear.tell(now)
  }
  beat()
  const quit = body.every(BEAT_EVERY_MS, beat)
  return {
    stop: async () => {
      quit()
      await Promise.all(ears.map(ear => ear.told()))
    },
  }
}

/** A beat that is still being told when the next is due is not told twice. */
function openEar(tell: (beat: ProcessBeat) => Promise<void> | boolean | void, log: Log) {
  let telling: Promise<void> | undefined
  let isQuiet = false
  const attempt = async (beat: ProcessBeat) => {
    try {
      await tell(beat)
      isQuiet = false
    } catch (error) {
      // Told once for each silence: the next beats would say the same every two seconds.
      if (!isQuiet) log.warn('beat_not_told', { error })
      isQuiet = true
    }
  }
  return {
    tell: (beat: ProcessBeat) => {
      telling ??= attempt(beat).finally(() => {
        telling = undefined
      })
    },
    told: async () => telling,
  }
}

function beatOf(of: { options: HeartOptions; body: Body; startedAt: EpochMs }): ProcessBeat {
  const { handed, clock } = of.options
  return {
    process: handed.process,
    incarnation: handed.incarnation,
    pid: of.body.pid,
    host: of.body.host,
    build: handed.build,
    started_at: of.startedAt,
    beat_at: clock.now(),
    rss_bytes: of.body.rssBytes(),
    restarts: handed.restarts,
  }
}

const thisBody: Body = {
  pid: process.pid,
  host: hostname(),
  rssBytes: () => process.memoryUsage.rss(),
  every: (ms, act) => {
    const timer = setInterval(act, ms)
    return () => clearInterval(timer)
  },
}
