// A start under way: what its steps have in common.

import type { DeskOptions, Keep } from './desk-options.ts'
import type { Base } from './open-base.ts'
import type { StartFault } from './start-fault.ts'
import type { Step } from './steps.ts'

export type Starting = {
  readonly options: DeskOptions
  readonly base: Base
  readonly build: string
  readonly step: Step
  readonly keep: Keep
  /** Ends the desk, also long after its start. */
  readonly fail: (fault: StartFault) => void
}
