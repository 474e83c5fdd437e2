// One run of one process: spawned behind its walls, with a channel for messages and its output line by line.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { FromChild, type ToChild } from '#server/ipc.ts'
import type { Launch } from './launch.ts'

export type Exit = { code: number | null; signal: NodeJS.Signals | null }

export type SpawnedChild = {
  readonly pid: number | undefined
  readonly exited: Promise<Exit>
  /** `sent` is called when it has left, or never will. */
  send(message: ToChild, sent?: () => void): void
  kill(signal: NodeJS.Signals): void
}

export type Stream = 'out' | 'err'

export type Hearing = {
  onMessage(message: FromChild): void
  onLine(line: string, stream: Stream): void
}

export function spawnChild(launch: Launch, hearing: Hearing): SpawnedChild {
  const child = spawn(launch.command, launch.args, {
    cwd: launch.cwd,
    env: launch.env,
    ...(launch.uid === undefined ? {} : { uid: launch.uid }),
    ...(launch.gid === undefined ? {} : { gid: launch.gid }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.on('message', raw => {
    const message = FromChild.safeParse(raw)
    if (message.success) hearing.onMessage(message.data)
    else hearing.onLine('it sent a message that nobody understands', 'err')
  })
  readLines(child.stdout, line => hearing.onLine(line, 'out'))
  readLines(child.stderr, line => hearing.onLine(line, 'err'))
  const exited = new Promise<Exit>(resolve => {
    child.once('error', fault => {
      hearing.onLine(fault.message, 'err')
      if (child.pid === undefined) resolve({ code: null, signal: null })
    })
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  return {
    pid: child.pid,
    exited,
    send(message, sent = () => {}) {
      if (!child.connected) return sent()
      // A child that ends between the look and the call is told by its exit.
      child.send(message, undefined, undefined, sent)
    },
    kill: signal => void child.kill(signal),
  }
}

function readLines(stream: Readable | null, hear: (line: string) => void): void {
  if (stream === null) return
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', hear)
}
