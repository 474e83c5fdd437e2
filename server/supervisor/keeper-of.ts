// The keeper of one process of a real desk: with its seat at the bus, its launch, and its words in the log.
import type { Relay, Seat } from '#server/bus/relay.ts'
import type { Clock } from '#server/clock.ts'
import type { FromChild } from '#server/ipc.ts'
import type { Log } from '#server/log.ts'
import type { DatabaseUrls } from './database.ts'
import { Keeper } from './keeper.ts'
import { type Kept, type LaunchGround, launchOf } from './launch.ts'
import type { RegisteredChild } from './leftovers.ts'
import type { Output } from './output.ts'
import { type Hearing, spawnChild } from './spawn-child.ts'

export type CrewGround = {
  readonly ground: LaunchGround
  readonly databaseUrls: () => DatabaseUrls
  /** Where the register of the living is kept. */
  readonly runFolder: string
  readonly leftovers: readonly RegisteredChild[]
  readonly relay: Relay
  readonly clock: Clock
  readonly log: Log
  readonly output: Output
  readonly onDrop: (child: Kept, drop: Parameters<Hearing['onDrop']>[0]) => void
  readonly onFallen: (fallen: Fallen) => void
}

export type Fallen = {
  readonly kept: Kept
  readonly exitCode: number | null
  /** The last line that it said. */
  readonly lastWords: string
}

export type CrewHooks = {
  onBorn(child: Omit<RegisteredChild, 'mark'>): void
  onMetrics(message: Extract<FromChild, { kind: 'metrics' }>): void
}

const WORDS_MAX = 500
/** A line of a stack says where, not what. */
const TELLING = /^\w.*\w/

export function keeperOf(kept: Kept, of: CrewGround, hooks: CrewHooks): Keeper {
  let seat: Seat | undefined
  let lastWords = ''
  return new Keeper({
    kept,
    predecessor: of.leftovers.find(child => child.process === kept)?.incarnation,
    clock: of.clock,
    log: of.log,
    spawn: spawnChild,
    launch: rebirth => launchOf(kept, of.ground, { ...rebirth, databaseUrl: urlOf(kept, of) }),
    onLaunched: (child, incarnation) => {
      seat = of.relay.join(kept, (frame, sent) => child.send({ kind: 'bus', frame }, sent))
      if (child.pid !== undefined) hooks.onBorn({ process: kept, pid: child.pid, incarnation })
    },
    onMessage: message => {
      if (message.kind === 'bus') seat?.receive(message.frame)
      if (message.kind === 'metrics') hooks.onMetrics(message)
    },
    onLine: (line, stream) => {
      if (stream === 'err' && TELLING.test(line)) lastWords = line.slice(0, WORDS_MAX)
      of.output(kept, line, stream)
    },
    onDrop: reason => of.onDrop(kept, reason),
    onEnded: () => seat?.leave(),
    onFallen: ({ code: exitCode }) => of.onFallen({ kept, exitCode, lastWords }),
    isWatched: !of.ground.isDev,
  })
}

function urlOf(kept: Kept, { databaseUrls }: CrewGround): string | undefined {
  return kept === 'strategy-host' ? undefined : databaseUrls()[kept]
}
