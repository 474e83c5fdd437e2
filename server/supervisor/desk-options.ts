// What a desk is told when it is started, and how its parts are taken down again.
import type { Clock } from '#server/clock.ts'
import type { Environment } from '#server/env.ts'

export type DeskOptions = {
  readonly root: string
  readonly isDev: boolean
  readonly environment: Environment
  readonly clock: Clock
  /** Aborted when the desk is to end. */
  readonly ending: AbortSignal
  /** To the person at the console: what happens, and what is wrong. */
  readonly tell: (text: string) => void
  readonly complain: (text: string) => void
}

/** What was opened is closed backwards, also when the start ends in the middle. */
export type Keep = (close: () => Promise<void> | void) => void
