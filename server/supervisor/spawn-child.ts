// One run of one process: spawned behind its walls, with a channel for messages and its output line by line.
import { type ChildProcess, spawn } from 'node:child_process'
import { Duplex } from 'node:stream'
import { assert } from '#lib/base/assert.ts'
import { systemClock } from '#server/clock.ts'
import type { FromChild } from '#server/ipc.ts'
import {
  CHANNEL_FD,
  CHANNEL_NAMES,
  type ChannelDrop,
  openChannel,
  type SendToChild,
} from './child-channel.ts'
import type { Launch } from './launch.ts'
import { openPace } from './message-pace.ts'
import { readLines } from './read-lines.ts'

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type SpawnedChild = {
  readonly pid: number | undefined
  readonly exited: Promise<Exit>
  readonly send: SendToChild
  kill(signal: NodeJS.Signals): void
}

export type Stream = 'out' | 'err'

export type Hearing = {
  onMessage(message: FromChild): void
  onLine(line: string, stream: Stream): void
  /** A message that came, or was to go, and did not pass. */
  onDrop(drop: ChannelDrop): void
}

const LINE_LENGTH_MAX = 64 * 1024

export function spawnChild(launch: Launch, hearing: Hearing): SpawnedChild {
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: { ...launch.env, ...CHANNEL_NAMES },
    ...(launch.uid === undefined ? {} : { uid: launch.uid }),
    ...(launch.gid === undefined ? {} : { gid: launch.gid }),
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const onEndless = () => {
    hearing.onLine('it said something without an end, and is ended for it', 'err')
    child.kill('SIGKILL')
  }
  const ears = (stream: Stream) => ({
    onLine: (line: string) => hearing.onLine(line, stream),
    onEndless,
    toldLengthMax: LINE_LENGTH_MAX,
  })
  if (child.stdout !== null) readLines(child.stdout, ears('out'))
  if (child.stderr !== null) readLines(child.stderr, ears('err'))
  return {
    pid: child.pid,
    exited: exitOf(child, hearing),
    send: openChannel(channelOf(child), {
      onMessage: hearing.onMessage,
      onDrop: hearing.onDrop,
      onEndless,
      pace: openPace(systemClock),
    }),
    kill: signal => void child.kill(signal),
  }
}

function exitOf(child: ChildProcess, { onLine }: Hearing): Promise<Exit> {
  return new Promise<Exit>(resolve => {
    child.once('error', fault => {
      onLine(fault.message, 'err')
      if (child.pid === undefined) resolve({ code: null, signal: null })
    })
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
}

function channelOf(child: ChildProcess): Duplex {
  const channel = child.stdio[CHANNEL_FD]
  assert(channel instanceof Duplex, 'a pipe to a child goes both ways')
  return channel
}
