// Keeps one process running: starts it, starts it again with a growing delay when it ends, stops it in order.
import { randomUUID } from 'node:crypto'
import type { Clock } from '#server/clock.ts'
import type { FromChild, ToChild } from '#server/ipc.ts'
import type { Log } from '#server/log.ts'
import { type Falls, fall, NO_FALLS } from './backoff.ts'
import type { KeptProcess } from './control.ts'
import type { Kept, Launch } from './launch.ts'
import type { Exit, Hearing, SpawnedChild, spawnChild } from './spawn-child.ts'

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
  readonly onEnded: () => void
  readonly onFallen: (exit: Exit, falls: Falls) => void
}

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

  constructor(options: KeeperOptions) {
    this.kept = options.kept
    this.#options = options
    this.#incarnation = options.predecessor
    this.#sinceAt = options.clock.now()
  }

  start(): void {
    if (this.#child !== undefined || this.#isRetired) return
    clearTimeout(this.#timer)
    const { clock, launch, spawn, onLaunched, onMessage, onLine } = this.#options
    const predecessor = this.#incarnation
    const incarnation = randomUUID()
    this.#incarnation = incarnation
    this.#enter('starting')
    this.#bornMs = clock.monotonicMs()
    const child = spawn(launch({ incarnation, predecessor, restarts: this.#restarts }), {
      onLine,
      onMessage: message => {
        if (message.kind === 'ready' && this.#child === child) this.#becomeReady()
        onMessage(message)
      },
    })
    this.#child = child
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

  #becomeReady(): void {
    if (this.#state !== 'starting') return // an engine tells it again with each lease
    this.#enter('ready')
    for (const resolve of this.#onReady.splice(0)) resolve()
  }

  #end(exit: Exit): void {
    this.#child = undefined
    this.#options.onEnded()
    if (this.#state === 'stopping' || this.#isRetired) this.#enter('stopped')
    else this.#riseAgain(exit)
  }

  #riseAgain(exit: Exit): void {
    const { clock, log, onFallen } = this.#options
    this.#falls = fall(this.#falls, clock.monotonicMs() - this.#bornMs)
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
    onFallen(exit, this.#falls)
  }

  #enter(state: KeptProcess['state']): void {
    this.#state = state
    this.#sinceAt = this.#options.clock.now()
  }
}
