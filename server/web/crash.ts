// The end of a process that no longer knows what it is doing. Next hears such faults too, and would only print them.
import type { Log } from '#server/log.ts'

type Mortal = Pick<NodeJS.Process, 'on' | 'exit'>

/** The supervisor starts another; its log says why. */
export function endOnCrash(mortal: Mortal, log: Log): void {
  mortal.on('uncaughtException', error => {
    log.error('crashed', { error })
    mortal.exit(1)
  })
}
