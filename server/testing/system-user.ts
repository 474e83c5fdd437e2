// As root the tests need what root may not be: a system user for PostgreSQL, and folders that this user can reach.
import { readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { assert } from '#lib/base/assert.ts'
import type { RunAs } from '#server/db/postgres/init.ts'

const CANDIDATES = ['plimsoll-postgres', 'postgres', 'nobody']

/** Nobody in particular when we are not root. */
export function systemUser(): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
  for (const candidate of CANDIDATES) {
    const user = users.find(([name]) => name === candidate)
    if (user) return { uid: Number(user[2]), gid: Number(user[3]) }
  }
  throw new Error(`as root the tests need one of the system users ${CANDIDATES.join(', ')}`)
}

/** A folder for scratch that anybody may pass through. */
export function scratchRoot(): string {
  const root = [tmpdir(), '/tmp', '/var/tmp'].find(isReachable)
  assert(root !== undefined, 'there is a folder for scratch that other users may enter')
  return root
}

export function isReachable(path: string): boolean {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0
  return (mode & 0o001) !== 0 && (dirname(path) === path || isReachable(dirname(path)))
}
