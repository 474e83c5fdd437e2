// The processes of the desk together: who is started first, who is stopped first, and what they all share.
import type { Metrics } from '#server/metrics.ts'
import type { KeptProcess } from './control.ts'
import type { Keeper } from './keeper.ts'
import { type CrewGround, keeperOf } from './keeper-of.ts'
import { KEPT, type Kept, STOP_ORDER } from './launch.ts'
import { type RegisteredChild, writeRegister } from './leftovers.ts'
import { MetricsDesk } from './metrics-desk.ts'
import { patience } from './patience.ts'
import { markOf } from './process-mark.ts'

/** How long a process that is told to stop keeps the next one waiting; they go on stopping side by side. */
const STEP_ASIDE_MS = 1_500
/** What is started again has nothing to finish that the next run would not do. */
const RESTART_PATIENCE_MS = 2_000

type Born = Omit<RegisteredChild, 'mark'>

export class Crew {
  readonly #ground: CrewGround
  readonly #keepers: ReadonlyMap<Kept, Keeper>
  readonly #register = new Map<string, RegisteredChild>()
  readonly #metrics: MetricsDesk

  constructor(ground: CrewGround & { metrics: Metrics }) {
    this.#ground = ground
    this.#metrics = new MetricsDesk(ground.metrics)
    const hooks = {
      onBorn: (child: Born) => this.#note(child),
      onMetrics: ({ id, metrics }: { id: number; metrics: unknown[] }) => this.#metrics.take(id, metrics),
    }
    this.#keepers = new Map(KEPT.map(kept => [kept, keeperOf(kept, ground, hooks)]))
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

  #note(child: Born): void {
    const mark = markOf(child.pid)
    if (mark === undefined) return // it is dead already
    this.#register.set(child.process, { ...child, mark })
    try {
      writeRegister(this.#ground.runFolder, [...this.#register.values()])
    } catch (error) {
      // A full disk must not end the desk; the next start knows less, and no worse comes of it.
      this.#ground.log.warn('register_not_written', { error })
    }
  }
}
