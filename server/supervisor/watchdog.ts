// Notices a process that lives and does nothing any more: an endless loop answers nobody. It is asked at each look, and looks
// without an answer are counted, not time: after a sleep of the whole machine nobody is blamed for it.
import { SECOND_MS } from '#lib/base/time.ts'

const LOOK_EVERY_MS = 5 * SECOND_MS
const LOOKS_MAX = 4
/** Reading all of its code may keep a process busy for long on a slow machine. */
const FIRST_LOOKS_MAX = 12

export type Watchdog = { heard(): void; stop(): void }

export function openWatchdog(of: { ask(): void; onSilent(silentMs: number): void }): Watchdog {
  let silent = 0
  let limit = FIRST_LOOKS_MAX
  let timer: NodeJS.Timeout
  const look = () => {
    silent += 1
    if (silent > limit) return of.onSilent((silent - 1) * LOOK_EVERY_MS)
    of.ask()
    timer = setTimeout(look, LOOK_EVERY_MS)
  }
  timer = setTimeout(look, LOOK_EVERY_MS)
  return {
    heard() {
      silent = 0
      limit = LOOKS_MAX
    },
    stop: () => clearTimeout(timer),
  }
}
