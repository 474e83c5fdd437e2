// The processes of the desk together: who is started first, who is stopped first, and what they all share.
import type { Relay, Seat } from '#server/bus/relay.ts'
import type { Clock } from '#server/clock.ts'
import type { Log } from '#server/log.ts'
import type { KeptProcess } from './control.ts'
import type { DatabaseUrls } from './database.ts'
import { Keeper } from './keeper.ts'
import { KEPT, type Kept, type LaunchGround, launchOf, STOP_ORDER } from './launch.ts'
import { type RegisteredChild, writeRegister } from './leftovers.ts'
import { MetricsDesk } from './metrics-desk.ts'
import type { Output } from './output.ts'
import { patience } from './patience.ts'
import { spawnChild } from './spawn-child.ts'

export type CrewOptions = {
  readonly ground: LaunchGround
  readonly databaseUrls: () => DatabaseUrls
  /** Where the register of the living is kept. */
  readonly runFolder: string
  readonly leftovers: readonly RegisteredChild[]
  readonly relay: Relay
  readonly clock: Clock
  readonly log: Log
  readonly output: Output
  /** Told with the last line it said. */
  readonly onFallen: (kept: Kept, lastWords: string) => void
}

/** How long a process that is told to stop keeps the next one waiting; they go on stopping side by side. */
const STEP_ASIDE_MS = 1_500
/** What is started again has nothing to finish that the next run would not do. */
const RESTART_PATIENCE_MS = 2_000

/** A line of a stack says where, not what. */
const TELLING = /^\w.*\w/

export class Crew {
  readonly #options: CrewOptions
  readonly #keepers: ReadonlyMap<Kept, Keeper>
  readonly #register = new Map<Kept, RegisteredChild>()
  readonly #metrics = new MetricsDesk()

  constructor(options: CrewOptions) {
    this.#options = options
    this.#keepers = new Map(KEPT.map(kept => [kept, this.#keeperOf(kept)]))
  }

  start(): void {
    for (const keeper of this.#keepers.values()) keeper.start()
  }

  ready(kept: Kept): Promise<void> {
    return this.#keeper(kept).ready()
  }

  async stop(until: Promise<void>): Promise<void> {
    for (const keeper of this.#keepers.values()) keeper.retire()
    const stopping: Promise<void>[] = []
    for (const kept of STOP_ORDER) {
      const stopped = this.#keeper(kept).stop(until)
      stopping.push(stopped)
      await this.#aside(stopped)
    }
    await Promise.all(stopping)
  }

  async restart(kept: readonly Kept[]): Promise<void> {
    await Promise.all(kept.map(one => this.#keeper(one).restart(patience(RESTART_PATIENCE_MS))))
  }

  /** The database is back on another port: what was handed the old one begins anew. */
  moved(): Promise<void> {
    return this.restart(KEPT.filter(kept => kept !== 'strategy-host'))
  }

  report(): KeptProcess[] {
    return [...this.#keepers.values()].map(keeper => keeper.report())
  }

  /** The figures of every process that answers in time. */
  readMetrics(): Promise<unknown[][]> {
    return this.#metrics.read([...this.#keepers.values()])
  }

  #keeper(kept: Kept): Keeper {
    const keeper = this.#keepers.get(kept)
    if (keeper === undefined) throw new Error(`nobody keeps ${kept}`)
    return keeper
  }

  #aside(stopped: Promise<void>): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(resolve, STEP_ASIDE_MS)
      void stopped.then(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }

  #keeperOf(kept: Kept): Keeper {
    const { ground, clock, log, output, relay, leftovers } = this.#options
    let seat: Seat | undefined
    let lastWords = ''
    return new Keeper({
      kept,
      predecessor: leftovers.find(child => child.process === kept)?.incarnation,
      clock,
      log,
      spawn: spawnChild,
      launch: rebirth => launchOf(kept, ground, { ...rebirth, databaseUrl: this.#databaseUrl(kept) }),
      onLaunched: (child, incarnation) => {
        seat = relay.join(kept, (frame, sent) => child.send({ kind: 'bus', frame }, sent))
        if (child.pid !== undefined) this.#note({ process: kept, pid: child.pid, incarnation })
      },
      onMessage: message => {
        if (message.kind === 'bus') seat?.receive(message.frame)
        if (message.kind === 'metrics') this.#metrics.take(message.id, message.metrics)
      },
      onLine: (line, stream) => {
        if (stream === 'err' && TELLING.test(line)) lastWords = line
        output(kept, line, stream)
      },
      onEnded: () => seat?.leave(),
      onFallen: () => this.#options.onFallen(kept, lastWords),
    })
  }

  #databaseUrl(kept: Kept): string | undefined {
    return kept === 'strategy-host' ? undefined : this.#options.databaseUrls()[kept]
  }

  #note(child: RegisteredChild & { process: Kept }): void {
    this.#register.set(child.process, child)
    writeRegister(this.#options.runFolder, [...this.#register.values()])
  }
}
