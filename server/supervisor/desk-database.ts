// The database while the desk runs: its own PostgreSQL is started again when it falls, and whoever held a connection to it is
// told where it is now.
import type { Clock } from '#server/clock.ts'
import type { Exit, Postgres } from '#server/db/postgres/postgres.ts'
import type { Log } from '#server/log.ts'
import { type Falls, fall, NO_FALLS } from './backoff.ts'
import type { ControlAnswer } from './control.ts'
import { type DatabaseUrls, loginsOf, migrate, mustAnswer } from './database.ts'
import { patience } from './patience.ts'
import { reasonOf } from './start-fault.ts'

export type DatabaseOptions = {
  readonly outsideUrl: string | undefined
  readonly startEmbedded: () => Promise<Postgres>
  /** Ends one that is still on its way up. */
  readonly stopStarting: () => Promise<unknown>
  readonly clock: Clock
  readonly log: Log
  /** It is back, perhaps on another port. */
  readonly onMoved: () => void
}

/** Then it is told to go at once: what was committed is safe, and recovered at the next start. */
const STOP_PATIENCE_MS = 2_500
/** Recovery may take minutes, and nobody waits for it who wants to stop. */
const STARTING_PATIENCE_MS = 500
const STARTING_STOP_PATIENCE_MS = 3_000

export class DeskDatabase {
  readonly #options: DatabaseOptions
  #postgres: Postgres | undefined
  #state: ControlAnswer['database'] = 'starting'
  #urls: DatabaseUrls | undefined
  #bornMs = 0
  #falls: Falls = NO_FALLS
  #timer: NodeJS.Timeout | undefined
  #isStopping = false
  #starting: Promise<unknown> = Promise.resolve()

  constructor(options: DatabaseOptions) {
    this.#options = options
  }

  get state(): ControlAnswer['database'] {
    return this.#state
  }

  get urls(): DatabaseUrls {
    if (this.#urls === undefined) throw new Error('the logins are made before anybody asks for them')
    return this.#urls
  }

  get ownerUrl(): string {
    const url = this.#options.outsideUrl ?? this.#postgres?.url
    if (url === undefined) throw new Error('the database is started before anybody asks for it')
    return url
  }

  async start(): Promise<void> {
    const { outsideUrl } = this.#options
    if (outsideUrl !== undefined) await mustAnswer(outsideUrl)
    else await this.#startEmbedded()
    this.#state = outsideUrl === undefined ? 'embedded' : 'outside'
  }

  /** The names of what was applied now. */
  migrate(): Promise<string[]> {
    return migrate(this.ownerUrl)
  }

  async openLogins(of: Parameters<typeof loginsOf>[1]): Promise<void> {
    this.#urls = await loginsOf(this.ownerUrl, of)
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    clearTimeout(this.#timer)
    if (!(await isOver(this.#starting, STARTING_PATIENCE_MS))) {
      await isOver(this.#options.stopStarting(), STARTING_STOP_PATIENCE_MS)
    }
    const postgres = this.#postgres
    if (postgres === undefined) return
    const hurry = setTimeout(() => void postgres.stop('immediate'), STOP_PATIENCE_MS)
    await postgres.stop('fast')
    clearTimeout(hurry)
    this.#state = 'down'
  }

  async #startEmbedded(): Promise<void> {
    const postgres = await this.#options.startEmbedded()
    this.#postgres = postgres
    this.#bornMs = this.#options.clock.monotonicMs()
    void postgres.exited.then(exit => this.#fallen(exit))
  }

  #fallen({ code, signal }: Exit): void {
    if (this.#isStopping) return
    this.#state = 'down'
    this.#options.log.error('database_ended', { exit_code: code, signal })
    this.#scheduleStart(this.#options.clock.monotonicMs() - this.#bornMs)
  }

  /** The first time at once: everything waits for it. */
  #scheduleStart(livedMs: number): void {
    this.#falls = fall(this.#falls, livedMs)
    const delayMs = this.#falls.inARow === 1 ? 0 : this.#falls.delayMs
    this.#timer = setTimeout(() => {
      this.#starting = this.#startAgain()
    }, delayMs)
  }

  async #startAgain(): Promise<void> {
    const { log, onMoved } = this.#options
    try {
      await this.#startEmbedded()
    } catch (cause) {
      if (this.#isStopping) return
      log.error('database_not_started', { reason: reasonOf(cause), attempt: this.#falls.inARow })
      this.#scheduleStart(0)
      return
    }
    this.#state = 'embedded'
    if (this.#urls !== undefined && this.#postgres !== undefined) {
      this.#urls = onPort(this.#urls, this.#postgres.port)
    }
    if (!this.#isStopping) onMoved()
  }
}

function isOver(work: Promise<unknown>, patienceMs: number): Promise<boolean> {
  return Promise.race([work.then(() => true), patience(patienceMs).then(() => false)])
}

function onPort(urls: DatabaseUrls, port: number): DatabaseUrls {
  const moved = (from: string) => {
    const url = new URL(from)
    url.port = String(port)
    return url.href
  }
  return { web: moved(urls.web), engine: moved(urls.engine), jobs: moved(urls.jobs) }
}
