// Keeps one process running: starts it, starts it again with a growing delay when it ends, stops it in order.
import { randomUUID } from 'node:crypto'
import type { Clock } from '#server/clock.ts'
import { EXIT_CONFIG, EXIT_TEMPORARY, type FromChild, type ToChild } from '#server/ipc.ts'
import type { Log } from '#server/log.ts'
import { type Falls, fall, NO_FALLS, SET_BACK } from './backoff.ts'
import type { KeptProcess } from './control.ts'
import type { Kept, Launch } from './launch.ts'
import type { Exit, Hearing, SpawnedChild, spawnChild } from './spawn-child.ts'
import { openWatchdog, type Watchdog } from './watchdog.ts'

export type Rebirth = { incarnation: string; predecessor: string | undefined; restarts: number }

export type KeeperOptions = {
  readonly kept: Kept
  /** The incarnation of an earlier supervisor's child, known to be dead. */
  readonly predecessor: string | undefined
  readonly clock: Clock
  readonly log: Log
  readonly spawn: typeof spawnChild
  readonly launch: (rebirth: Rebirth) => Launch
  readonly onLaunched: (child: SpawnedChild, incarnation: string) => void
  readonly onMessage: (message: FromChild) => void
  readonly onLine: Hearing['onLine']
  readonly onDrop: Hearing['onDrop']
  readonly onEnded: () => void
  readonly onFallen: (exit: Exit) => void
  /** Not while developing: a breakpoint is silence, too. */
  readonly isWatched: boolean
}

/** No process asks for its figures under this number, which begins at one. */
const WATCHDOG_ID = 0

export class Keeper {
  readonly kept: Kept
  readonly #options: KeeperOptions
  #child: SpawnedChild | undefined
  #state: KeptProcess['state'] = 'stopped'
  #sinceAt: number
  #bornMs = 0
  #restarts = 0
  #isRetired = false
  #falls: Falls = NO_FALLS
  #incarnation: string | undefined
  #timer: NodeJS.Timeout | undefined
  #onReady: (() => void)[] = []
  #watchdog: Watchdog | undefined

  constructor(options: KeeperOptions) {
    this.kept = options.kept
    this.#options = options
    this.#incarnation = options.predecessor
    this.#sinceAt = options.clock.now()
  }

  start(): void {
    if (this.#child !== undefined || this.#isRetired) return
    clearTimeout(this.#timer)
    const { clock, launch, spawn, onLaunched, onMessage, onLine, onDrop } = this.#options
    const predecessor = this.#incarnation
    const incarnation = randomUUID()
    this.#incarnation = incarnation
    this.#enter('starting')
    this.#bornMs = clock.monotonicMs()
    const child = spawn(launch({ incarnation, predecessor, restarts: this.#restarts }), {
      onLine,
      onDrop,
      onMessage: message => {
        if (this.#child === child) this.#watchdog?.heard()
        if (message.kind === 'ready' && this.#child === child) this.#becomeReady()
        onMessage(message)
      },
    })
    this.#child = child
    if (this.#options.isWatched) this.#watchdog = this.#watch(child)
    onLaunched(child, incarnation)
    void child.exited.then(exit => this.#end(exit))
  }

  /** Resolves when it serves, at once if it does. */
  ready(): Promise<void> {
    if (this.#state === 'ready') return Promise.resolve()
    return new Promise(resolve => this.#onReady.push(resolve))
  }

  /** From now on an end is an end: whoever signals the whole group ends the children before we ask them to. */
  retire(): void {
    this.#isRetired = true
    clearTimeout(this.#timer)
  }

  /** Asks it to stop in order; whoever is left when `patience` ends is killed. */
  async stop(patience: Promise<void>): Promise<void> {
    clearTimeout(this.#timer)
    const child = this.#child
    this.#enter(child === undefined ? 'stopped' : 'stopping')
    if (child === undefined) return
    child.send({ kind: 'stop' })
    void patience.then(() => child.kill('SIGKILL'))
    await child.exited
  }

  /** As after a fall, but at once and without being held against it. */
  async restart(patience: Promise<void>): Promise<void> {
    await this.stop(patience)
    this.#restarts += 1
    this.start()
  }

  tell(message: ToChild, sent?: () => void): void {
    if (this.#child === undefined) sent?.()
    else this.#child.send(message, sent)
  }

  report(): KeptProcess {
    return {
      process: this.kept,
      state: this.#state,
      pid: this.#child?.pid ?? null,
      restarts: this.#restarts,
      since_at: this.#sinceAt,
    }
  }

  #watch(child: SpawnedChild): Watchdog {
    return openWatchdog({
      ask: () => child.send({ kind: 'metrics', id: WATCHDOG_ID }),
      onSilent: silentMs => {
        this.#options.log.error('process_silent', { child: this.kept, age_ms: silentMs })
        child.kill('SIGKILL')
      },
    })
  }

  #becomeReady(): void {
    if (this.#state !== 'starting') return // an engine tells it again with each lease
    this.#enter('ready')
    for (const resolve of this.#onReady.splice(0)) resolve()
  }

  #end(exit: Exit): void {
    this.#child = undefined
    this.#watchdog?.stop()
    this.#options.onEnded()
    if (this.#state === 'stopping' || this.#isRetired) this.#enter('stopped')
    else if (exit.code === EXIT_CONFIG) this.#giveUp(exit)
    else this.#riseAgain(exit)
  }

  /** What it was handed makes no sense, and will not the next time either. */
  #giveUp(exit: Exit): void {
    this.#enter('stopped')
    this.#options.log.error('process_misconfigured', { child: this.kept, exit_code: exit.code })
    this.#options.onFallen(exit)
  }

  #riseAgain(exit: Exit): void {
    const { clock, log, onFallen } = this.#options
    this.#falls =
      exit.code === EXIT_TEMPORARY ? SET_BACK : fall(this.#falls, clock.monotonicMs() - this.#bornMs)
    const { delayMs, isLoop } = this.#falls
    this.#enter(isLoop ? 'crash-loop' : 'waiting')
    log.warn(isLoop ? 'crash_loop' : 'process_ended', {
      child: this.kept,
      exit_code: exit.code,
      signal: exit.signal,
      attempt: this.#falls.inARow,
      delay_ms: delayMs,
    })
    this.#timer = setTimeout(() => {
      this.#restarts += 1
      this.start()
    }, delayMs)
    onFallen(exit)
  }

  #enter(state: KeptProcess['state']): void {
    this.#state = state
    this.#sinceAt = this.#options.clock.now()
  }
}
