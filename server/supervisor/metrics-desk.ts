// Asks every process for its figures at once, and takes what comes back in time.
import { openMetrics } from '#server/metrics.ts'
import type { Keeper } from './keeper.ts'

const ANSWER_WITHIN_MS = 2_000

export class MetricsDesk {
  readonly #own = openMetrics('supervisor')
  readonly #waiting = new Map<number, (metrics: unknown[]) => void>()
  readonly #up = this.#own.gauge('plimsoll_process_up', 'Whether a process serves.', ['name'])
  readonly #restarts = this.#own.gauge('plimsoll_process_restarts', 'How often a process was restarted.', [
    'name',
  ])
  readonly #loops = this.#own.gauge(
    'plimsoll_process_crash_loop',
    'Whether a process falls again and again.',
    ['name'],
  )
  #lastId = 0

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
