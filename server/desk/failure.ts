// What a command that came to nothing says: one line to a person, and to a program one object where its result would be.

import { EXIT_CONFIG } from '#server/ipc.ts'

export type Voice = { say(line: string): void; complain(line: string): void }

/** The exit code says how it ended; this says what it was. `text` is for people and may change. */
export type Failure = {
  /** USAGE, SETTINGS, UNREACHABLE, REFUSED, INTERNAL, or the code of the system or the database. */
  readonly code: string
  readonly text: string
}

/** The exit code of a command that failed, or that found what is not well. */
export const EXIT_BAD = 1

export function tellFailure(voice: Voice, isJson: boolean, { code, text }: Failure): void {
  voice.complain(text)
  if (isJson) voice.say(JSON.stringify({ ok: false, error: { code, text } }))
}

/** What was thrown: a fault of the world (a full disk, a folder without rights) is one line; a bug keeps its stack. */
export function failureOf(cause: unknown): { failure: Failure; exitCode: number } {
  if (!(cause instanceof Error))
    return { failure: { code: 'INTERNAL', text: String(cause) }, exitCode: EXIT_BAD }
  const { code, exitCode, message, stack } = cause as Marked // any error may bear them; they are only looked at
  if (typeof exitCode === 'number') {
    return { failure: { code: exitCode === EXIT_CONFIG ? 'SETTINGS' : 'REFUSED', text: message }, exitCode }
  }
  if (typeof code !== 'string') {
    return { failure: { code: 'INTERNAL', text: stack ?? message }, exitCode: EXIT_BAD }
  }
  const text = REASONS[code] === undefined ? message : `${REASONS[code]} (${message})`
  return { failure: { code, text }, exitCode: EXIT_BAD }
}

/** A StartFault of the supervisor's room says with which code to end. */
type Marked = Error & { code?: unknown; exitCode?: unknown }

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
}
