// One run of one process: spawned behind its walls, with a channel for messages and its output line by line.
import { spawn } from 'node:child_process'
import { FromChild, type ToChild } from '#server/ipc.ts'
import type { Launch } from './launch.ts'
import { readLines } from './read-lines.ts'

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
  const ears = (stream: Stream) => ({
    onLine: (line: string) => hearing.onLine(line, stream),
    onEndless: () => {
      hearing.onLine('it printed a line without an end, and is ended for it', 'err')
      child.kill('SIGKILL')
    },
  })
  if (child.stdout !== null) readLines(child.stdout, ears('out'))
  if (child.stderr !== null) readLines(child.stderr, ears('err'))
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
      try {
        // A child that ends between the look and the call is told by its exit.
        child.send(message, undefined, undefined, sent)
      } catch (cause) {
        // What cannot be written as JSON, such as arrays nested too deep, must not end the desk that passes it on.
        hearing.onLine(`a message to it could not be written: ${(cause as Error).message}`, 'err')
        sent()
      }
    },
    kill: signal => void child.kill(signal),
  }
}
