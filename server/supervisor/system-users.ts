// Started as root, each process runs as a system user of its own, so that none can read what belongs to another. The users
// are made on the first start.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { RunAs } from '#server/db/postgres/init.ts'
import { StartFault } from './start-fault.ts'

const USERS = ['web', 'engine', 'strategy-host', 'jobs', 'postgres'] as const
export type UserOf = (typeof USERS)[number]
export type SystemUsers = Readonly<Record<UserOf, RunAs>>

/** None when we are not root and cannot choose. */
export function systemUsers(): SystemUsers | undefined {
  if (process.getuid?.() !== 0) return undefined
  return {
    web: ensureUser('plimsoll-web'),
    engine: ensureUser('plimsoll-engine'),
    'strategy-host': ensureUser('plimsoll-strategy'),
    jobs: ensureUser('plimsoll-jobs'),
    postgres: ensureUser('plimsoll-postgres'),
  }
}

function ensureUser(name: string): RunAs {
  return findUser(name) ?? makeUser(name)
}

function makeUser(name: string): RunAs {
  const args = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
  try {
    execFileSync('useradd', [...args, '--shell', '/usr/sbin/nologin', name], { stdio: 'pipe' })
  } catch (cause) {
    // Another desk that starts at the same moment may have made it.
    const made = findUser(name)
    if (made !== undefined) return made
    const said = String((cause as { stderr?: Buffer }).stderr ?? '').trim() || (cause as Error).message
    throw new StartFault(
      `as root the desk needs a system user ${name}, and useradd did not make it (${said}): start it as a user without rights instead`,
    )
  }
  const user = findUser(name)
  if (user === undefined) throw new StartFault(`the system user ${name} was made and is not in /etc/passwd`)
  return user
}

function findUser(name: string): RunAs | undefined {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':')
    if (user === name) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}
