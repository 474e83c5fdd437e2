// The child's side of its supervisor: who am I, ready, beat by beat, and an orderly stop however the end is announced
// (`stop` over IPC, SIGTERM, or the supervisor gone). Ctrl-C reaches the whole terminal group, so children leave it to the
// supervisor, which knows the order.
import { z } from 'zod'
import { ProcessName } from '#lib/wire/process.ts'
import { type Environment, processEnvironment, readSettings } from './env.ts'
import { EXIT_CONFIG, type FromChild, STOP_WITHIN_MS, ToChild } from './ipc.ts'
import type { Settings } from './settings.ts'

/** What the supervisor hands down to each child beside its settings. */
export type Handed = {
  readonly process: ProcessName
  readonly incarnation: string
  /** The life before this one, reaped by the supervisor itself: whatever it held is free. */
  readonly predecessor?: string
  readonly restarts: number
  readonly build: string
  /** The address the desk is opened by. */
  readonly origin: string
  /** Handed to jobs alone, which writes the heads of the audit chains there. */
  readonly auditFolder?: string
  /** Handed to jobs alone: the desk backs up a cluster of its own, and leaves another's to its own tools. */
  readonly cluster?: 'own' | 'outside'
}

export type Child = {
  readonly handed: Handed
  /** What it was given to know; all else has its default. */
  readonly settings: Settings
  /** Says to the supervisor, once, that this process serves. */
  ready(): void
  /** Answers each question for metrics. */
  onMetrics(read: () => Promise<readonly unknown[]>): void
  /** Ends the process in order, for a reason of its own. */
  end(exitCode: number): void
}

/** The outside world of a child; a test hands in its own. */
export type Parent = {
  send(message: FromChild): void
  onMessage(hear: (message: unknown) => void): void
  /** SIGTERM, or the supervisor's end of the channel is gone. */
  onGone(hear: () => void): void
  exit(code: number): void
  say(line: string): void
  after(ms: number, act: () => void): void
}

export type Start = (child: Child) => Promise<() => Promise<void>>

/** Runs one child: `start` returns how to stop it, and may refuse by throwing. */
export async function runChild(start: Start): Promise<void> {
  const handed = readHanded(processEnvironment())
  const settings = readSettings(processEnvironment())
  if (handed === undefined || process.send === undefined) {
    processParent.say('this is a part of the desk and is started by it: npm start')
    processParent.exit(EXIT_CONFIG)
  } else if (!settings.ok) {
    for (const fault of settings.error) processParent.say(fault)
    processParent.exit(EXIT_CONFIG)
  } else await live({ handed, settings: settings.value }, processParent, start)
}

export async function live(
  born: Pick<Child, 'handed' | 'settings'>,
  parent: Parent,
  start: Start,
): Promise<void> {
  let isReady = false
  let readMetrics: () => Promise<readonly unknown[]> = async () => []
  let stop: (() => Promise<void>) | undefined
  let ending: { exitCode: number } | undefined

  const end = (exitCode: number) => {
    if (ending !== undefined) return
    ending = { exitCode }
    parent.after(STOP_WITHIN_MS, () => parent.exit(exitCode === 0 ? 1 : exitCode))
    if (stop !== undefined) finish(stop, exitCode, parent)
  }
  parent.onGone(() => end(0))
  parent.onMessage(raw => {
    const message = ToChild.safeParse(raw)
    if (!message.success) return
    if (message.data.kind === 'stop') end(0)
    if (message.data.kind === 'metrics') answerMetrics(message.data.id, readMetrics, parent)
    // `bus` frames have their own listener: server/bus/channel.ts
  })
  const child: Child = {
    ...born,
    ready: () => {
      if (!isReady) parent.send({ kind: 'ready' })
      isReady = true
    },
    onMetrics: read => {
      readMetrics = read
    },
    end,
  }
  try {
    stop = await start(child)
  } catch (cause) {
    parent.say(`did not start: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`)
    parent.exit(1)
    return
  }
  // Told to end while still starting: what was started is stopped all the same.
  if (ending !== undefined) finish(stop, ending.exitCode, parent)
}

function finish(stop: () => Promise<void>, exitCode: number, parent: Parent): void {
  stop().then(
    () => parent.exit(exitCode),
    (cause: unknown) => {
      parent.say(`did not stop in order: ${cause instanceof Error ? cause.message : String(cause)}`)
      parent.exit(exitCode === 0 ? 1 : exitCode)
    },
  )
}

function answerMetrics(id: number, read: () => Promise<readonly unknown[]>, parent: Parent): void {
  read().then(
    metrics => parent.send({ kind: 'metrics', id, metrics: [...metrics] }),
    (cause: unknown) => {
      parent.say(`metrics: ${cause instanceof Error ? cause.message : String(cause)}`)
      parent.send({ kind: 'metrics', id, metrics: [] })
    },
  )
}

export function readHanded(environment: Environment): Handed | undefined {
  const parsed = HandedNames.safeParse(environment)
  if (!parsed.success) return undefined
  const names = parsed.data
  const { PLIMSOLL_PREDECESSOR: predecessor, PLIMSOLL_AUDIT_FOLDER: auditFolder } = names
  const { PLIMSOLL_CLUSTER: cluster } = names
  return {
    process: names.PLIMSOLL_PROCESS,
    incarnation: names.PLIMSOLL_INCARNATION,
    restarts: names.PLIMSOLL_RESTARTS,
    build: names.PLIMSOLL_BUILD,
    origin: names.PLIMSOLL_ORIGIN,
    ...(predecessor === undefined ? {} : { predecessor }),
    ...(auditFolder === undefined ? {} : { auditFolder }),
    ...(cluster === undefined ? {} : { cluster }),
  }
}

const HandedNames = z.object({
  PLIMSOLL_PROCESS: ProcessName,
  PLIMSOLL_INCARNATION: z.uuid(),
  PLIMSOLL_PREDECESSOR: z.uuid().optional(),
  PLIMSOLL_RESTARTS: z.coerce.number().int().nonnegative(),
  PLIMSOLL_BUILD: z.string().min(1),
  PLIMSOLL_ORIGIN: z.url(),
  PLIMSOLL_AUDIT_FOLDER: z.string().min(1).optional(),
  PLIMSOLL_CLUSTER: z.enum(['own', 'outside']).optional(),
})

const processParent: Parent = {
  send: message => {
    // The supervisor may be gone between two messages; `disconnect` then tells, so the error has nothing to add.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
  },
  onMessage: hear => process.on('message', hear),
  onGone: hear => {
    process.on('disconnect', hear)
    process.on('SIGTERM', hear)
    process.on('SIGINT', () => undefined)
  },
  exit: code => process.exit(code),
  say: line => process.stderr.write(`${line}\n`),
  after: (ms, act) => setTimeout(act, ms).unref(),
}
