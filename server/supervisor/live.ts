// A desk from its first step to the moment it is told to end.
import type { ControlAnswer } from './control.ts'
import type { DeskOptions, Keep } from './desk-options.ts'
import { openBase } from './open-base.ts'
import { openParts, type Parts } from './open-parts.ts'
import { sourceStamp } from './pages.ts'
import { ended } from './patience.ts'
import { planOf } from './preflight.ts'
import { preparePages } from './prepare-pages.ts'
import type { Starting } from './starting.ts'
import { openSteps, type Step } from './steps.ts'

export async function live(options: DeskOptions, keep: Keep): Promise<void> {
  const { root, environment, clock, isDev } = options
  const startedAt = clock.now()
  const begunMs = clock.monotonicMs()
  const step = stoppable(openSteps(options.tell, clock), options.ending)
  const plan = planOf(environment, root)
  const stamp = sourceStamp(root)
  const build = stamp.slice(0, 12)
  const desk: Parts & { isReady: boolean } = { isReady: false }
  const answer = (): ControlAnswer => ({
    pid: process.pid,
    address: plan.origin,
    build,
    started_at: startedAt,
    is_ready: desk.isReady,
    database: desk.database?.state ?? 'starting',
    processes: desk.crew?.report() ?? [],
  })
  const base = await openBase({ options, step, keep, answer }, plan)
  if (!isDev) await preparePages(options, { step, stamp })
  const { promise: failed, resolve: fail } = Promise.withResolvers<Parameters<Starting['fail']>[0]>()
  const starting: Starting = { options, base, build, step, keep, fail }
  const link = await openParts(starting, desk)
  if (options.ending.aborted) return
  desk.isReady = true
  base.log.info('desk_ready', {
    address: plan.origin,
    duration_ms: Math.round(clock.monotonicMs() - begunMs),
  })
  options.tell(readyWords(plan.origin, { link, seconds: (clock.monotonicMs() - begunMs) / 1_000 }))
  const fault = await Promise.race([ended(options.ending), failed])
  if (fault !== undefined) throw fault
}

/** No further step once the end was asked for. */
function stoppable(step: Step, ending: AbortSignal): Step {
  return (name, work) => {
    ending.throwIfAborted()
    return step(name, work)
  }
}

function readyWords(origin: string, of: { link: string | undefined; seconds: number }): string {
  const link = of.link === undefined ? [] : [`Set-up link  ${of.link}`, '             (once, for 30 minutes)']
  const lines = [`Address      ${origin}`, ...link, 'Ctrl-C stops it.']
  return `\nPlimsoll is ready after ${Math.round(of.seconds * 10) / 10} s.\n\n${lines.map(line => `  ${line}\n`).join('')}\n`
}
