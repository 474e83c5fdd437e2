// The life of a desk: it is started, serves until it is told to end, and is taken down backwards.
import { closeAll } from './close-all.ts'
import type { DeskOptions, Keep } from './desk-options.ts'
import { live } from './live.ts'
import { sourceStamp } from './pages.ts'
import { ended, patience } from './patience.ts'
import { preparePages } from './prepare-pages.ts'
import { StartFault } from './start-fault.ts'
import { openSteps } from './steps.ts'

/** An end in the middle of a start lets the step under way come to its own end, for so long. */
const STEP_PATIENCE_MS = 3_000

/** The exit code of the whole desk. */
export async function supervise(options: DeskOptions): Promise<number> {
  const closers: Parameters<Keep>[0][] = []
  const life = live(options, close => closers.push(close))
  try {
    await Promise.race([life, ended(options.ending)])
    if (options.ending.aborted) options.tell('\nStopping …\n')
    return 0
  } catch (cause) {
    return told(cause, options)
  } finally {
    await Promise.race([life.then(nothing, nothing), patience(STEP_PATIENCE_MS)])
    await closeAll(closers.reverse(), options.complain)
  }
}

/** `--build`: the pages alone, for whoever wants them ready before a desk starts. */
export async function buildOnly(options: DeskOptions): Promise<number> {
  try {
    const step = openSteps(options.tell, options.clock)
    await preparePages(options, { step, stamp: sourceStamp(options.root) })
    return 0
  } catch (cause) {
    return told(cause, options)
  }
}

/** A fault of the start is told in its own line; anything else is a bug and keeps its stack. */
function told(cause: unknown, { ending, complain }: DeskOptions): number {
  if (ending.aborted) return 0
  if (!(cause instanceof StartFault)) throw cause
  complain(`${cause.message}\n`)
  return cause.exitCode
}

function nothing(): void {
  // how it ended is told elsewhere
}
