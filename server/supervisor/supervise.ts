// The life of a desk: it is started, serves until it is told to end, and is taken down backwards.

import { openAttendance } from './attendance.ts'
import type { ControlAnswer } from './control.ts'
import type { Crew } from './crew.ts'
import type { DeskDatabase } from './desk-database.ts'
import { type DeskOptions, type Keep, openBase } from './open-base.ts'
import { buildPages, hasPages, sourceStamp } from './pages.ts'
import { ended, patience } from './patience.ts'
import { planOf } from './preflight.ts'
import { type Starting, setupLinkOf, startDatabase, startProcesses } from './start-desk.ts'
import { StartFault } from './start-fault.ts'
import { openSteps, type Step } from './steps.ts'

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
    for (const close of closers.reverse()) await close()
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

type Desk = { isReady: boolean; database?: DeskDatabase; crew?: Crew }

async function live(options: DeskOptions, keep: Keep): Promise<void> {
  const { root, environment, clock, isDev } = options
  const startedAt = clock.now()
  const begunMs = clock.monotonicMs()
  const step = stoppable(openSteps(options.tell, clock), options.ending)
  const plan = planOf(environment, root)
  const stamp = sourceStamp(root)
  const build = stamp.slice(0, 12)
  const desk: Desk = { isReady: false }
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
  const starting: Starting = { options, base, build, step, keep }
  desk.database = await startDatabase(starting, () => void desk.crew?.moved())
  desk.crew = await startProcesses(starting, desk.database)
  await openAttendance(starting, desk.crew)
  const link = await setupLinkOf(starting, desk.database.ownerUrl)
  if (options.ending.aborted) return
  desk.isReady = true
  base.log.info('desk_ready', {
    address: plan.origin,
    duration_ms: Math.round(clock.monotonicMs() - begunMs),
  })
  options.tell(readyWords(plan.origin, { link, seconds: (clock.monotonicMs() - begunMs) / 1_000 }))
  await ended(options.ending)
}

async function preparePages(options: DeskOptions, { step, stamp }: { step: Step; stamp: string }) {
  const { root, environment, ending } = options
  await step('Pages', async say => {
    if (hasPages(root, stamp)) return say('as the sources say')
    await buildPages(root, { stamp, environment, signal: ending })
    say('built')
  })
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
