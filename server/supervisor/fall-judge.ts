// What the falls of processes mean for the desk as a whole.
import { EXIT_CONFIG, EXIT_TEMPORARY } from '#server/ipc.ts'
import type { Fallen } from './keeper-of.ts'
import { StartFault, settingFault } from './start-fault.ts'

const FALLS_MAX = 3

type Verdicts = {
  /** Ends the start, if that is still under way. */
  readonly giveUp: (fault: StartFault) => void
  /** Ends the desk, whenever it comes. */
  readonly fail: (fault: StartFault) => void
  readonly logs: string
}

/** Three falls end a start; settings that make no sense end the desk, whenever they are found. */
export function judgeOf({ giveUp, fail, logs }: Verdicts): (fallen: Fallen) => void {
  let falls = 0
  return ({ kept, exitCode, lastWords }) => {
    const words = `${kept}: ${lastWords || 'it ends as soon as it is started'}`
    if (exitCode === EXIT_CONFIG) {
      giveUp(settingFault(words))
      fail(settingFault(words))
    }
    if (exitCode === EXIT_TEMPORARY) return // it waits for the database, and so do we
    falls += 1
    if (falls >= FALLS_MAX) giveUp(new StartFault(`${words}; what came before is in ${logs}`))
  }
}
