// The log and the figures of the web process, and in them from the first moment what nobody caught: Next hears such faults
// too, and would only print them and go on.
import { type Log, openLog } from '#server/log.ts'
import { type Metrics, openMetrics } from '#server/metrics.ts'

type Mortal = Pick<NodeJS.Process, 'on' | 'off' | 'prependListener' | 'exit'>
type Telling = { readonly log: Log; readonly metrics: Metrics }
type OnRejection = (reason: unknown) => void

/** Under this name Next keeps the listener that it adds anew with each part of itself that it loads. */
const NEXTS_LISTENER = Symbol.for('next.unhandledRejectionListener')

export function openTelling(mortal: Mortal): Telling {
  const telling = { log: openLog('web'), metrics: openMetrics('web') }
  hearUncaught(mortal, telling)
  return telling
}

function hearUncaught(mortal: Mortal, { log, metrics }: Telling): void {
  const rejections = metrics.counter(
    'plimsoll_unhandled_rejections_total',
    'Promises that failed and that nobody looked at.',
  )
  rejections.add(0)
  // No end of the process: a page that begins to read what it then does not draw leaves such a promise in good order.
  const onRejection: OnRejection = error => {
    rejections.add(1)
    log.error('unhandled_rejection', { error })
  }
  takeNextsPlace(mortal, onRejection)
  // First of all listeners, and the last: a process that no longer knows what it is doing ends, and the supervisor starts
  // another.
  mortal.prependListener('uncaughtException', error => {
    try {
      log.error('crashed', { error })
    } finally {
      mortal.exit(1)
    }
  })
}

/** Ours under Next's name is what Next then adds, and does not add twice. */
function takeNextsPlace(mortal: Mortal, onRejection: OnRejection): void {
  const places = globalThis as { [NEXTS_LISTENER]?: OnRejection } // nobody but Next puts anything there
  const nexts = places[NEXTS_LISTENER]
  if (nexts !== undefined) mortal.off('unhandledRejection', nexts)
  places[NEXTS_LISTENER] = onRejection
  mortal.on('unhandledRejection', onRejection)
}
