// Tells the person at the console each step of the start, and how long it took.
import type { Clock } from '#server/clock.ts'

/** `work` may say in a few words what it found or did. */
export type Step = <T>(name: string, work: (say: (words: string) => void) => Promise<T>) => Promise<T>

export function openSteps(write: (text: string) => void, clock: Clock): Step {
  return async (name, work) => {
    const begun = clock.monotonicMs()
    const took = () => `(${((clock.monotonicMs() - begun) / 1_000).toFixed(1)} s)` // tidy: a time, no money
    let words = 'done'
    write(`  ${name} … `)
    try {
      const value = await work(said => {
        words = said
      })
      write(`${words} ${took()}\n`)
      return value
    } catch (cause) {
      write(`failed ${took()}\n`)
      throw cause
    }
  }
}
