// Why the desk does not start, in one line for the person who started it; anything else that is thrown is a bug.
import { EXIT_CONFIG } from '#server/ipc.ts'

export class StartFault extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** The settings make no sense: trying again would not help. */
export function settingFault(message: string): StartFault {
  return new StartFault(message, EXIT_CONFIG)
}

/** The line of a fault of the system, with the word that says what to do where there is one. */
export function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException
  return REASONS[code ?? ''] ?? (message || String(cause))
}

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'something else is in its place',
}
