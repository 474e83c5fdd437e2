// Asks every process for its figures at once, and takes what comes back in time.
import type { Metrics } from '#server/metrics.ts'
import type { Keeper } from './keeper.ts'

const ANSWER_WITHIN_MS = 2_000

export class MetricsDesk {
  readonly #own: Metrics
  readonly #waiting = new Map<number, (metrics: unknown[]) => void>()
  readonly #up: ReturnType<Metrics['gauge']>
  readonly #restarts: ReturnType<Metrics['gauge']>
  readonly #loops: ReturnType<Metrics['gauge']>
  #lastId = 0

  constructor(own: Metrics) {
    this.#own = own
    const gauge = (name: string, help: string) => own.gauge(name, help, ['name'])
    this.#up = gauge('plimsoll_process_up', 'Whether a process serves.')
    this.#restarts = gauge('plimsoll_process_restarts', 'How often a process was restarted.')
    this.#loops = gauge('plimsoll_process_crash_loop', 'Whether a process falls again and again.')
  }

  async read(keepers: readonly Keeper[]): Promise<unknown[][]> {
    for (const keeper of keepers) this.#measure(keeper)
    const all = await Promise.all(keepers.map(keeper => this.#ask(keeper)))
    return [[...(await this.#own.read())], ...all]
  }

  take(id: number, metrics: unknown[]): void {
    this.#waiting.get(id)?.(metrics)
  }

  #measure(keeper: Keeper): void {
    const { process: name, state, restarts } = keeper.report()
    this.#up.set(state === 'ready' ? 1 : 0, { name })
    this.#restarts.set(restarts, { name })
    this.#loops.set(state === 'crash-loop' ? 1 : 0, { name })
  }

  #ask(keeper: Keeper): Promise<unknown[]> {
    if (keeper.report().state !== 'ready') return Promise.resolve([])
    this.#lastId += 1
    const id = this.#lastId
    return new Promise(resolve => {
      const settle = (metrics: unknown[]) => {
        clearTimeout(timer)
        this.#waiting.delete(id)
        resolve(metrics)
      }
      const timer = setTimeout(() => settle([]), ANSWER_WITHIN_MS)
      this.#waiting.set(id, settle)
      keeper.tell({ kind: 'metrics', id })
    })
  }
}
