// Makes the data folder of a new cluster: beside its place first, then moved there whole, so that a start that was cut short
// leaves nothing half made.
import { execFile } from 'node:child_process'
import { chown, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { explainFault } from './explain.ts'
import { OWNER } from './settings.ts'

/** The system user a process runs as, when we are root and may choose. */
export type RunAs = { readonly uid: number; readonly gid: number }

export type NewCluster = { dataDir: string; password: string; binariesDir: string; runAs?: RunAs | undefined }

export async function initCluster(cluster: NewCluster): Promise<Result<void, string>> {
  const { dataDir } = cluster
  if (await isThere(join(dataDir, 'PG_VERSION'))) return ok(undefined)
  const fresh = `${dataDir}.new`
  const secretDir = await mkdtemp(join(tmpdir(), 'plimsoll-init-'))
  try {
    await rm(fresh, { recursive: true, force: true })
    await mkdir(dirname(dataDir), { recursive: true })
    await ownedFolder(fresh, cluster.runAs)
    const passwordFile = join(secretDir, 'password')
    await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 })
    if (cluster.runAs) await giveTo(cluster.runAs, secretDir, passwordFile)
    const said = await initdb(cluster, fresh, passwordFile)
    if (said !== undefined) return refused(explainFault(said, dataDir))
    await rename(fresh, dataDir) // over an empty folder at most: anything else stays untouched and is refused
    return ok(undefined)
  } catch (cause) {
    return refused(explainFault(spelled(cause), dataDir))
  } finally {
    await rm(secretDir, { recursive: true, force: true })
  }
}

export async function ownedFolder(path: string, runAs: RunAs | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (runAs) await giveTo(runAs, path)
}

async function giveTo({ uid, gid }: RunAs, ...paths: string[]): Promise<void> {
  for (const path of paths) await chown(path, uid, gid)
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw cause
  }
}

const INIT_TIMEOUT_MS = 60_000

/** What it said when it failed. */
function initdb({ binariesDir, runAs }: NewCluster, dataDir: string, passwordFile: string) {
  const args = [
    ...['--pgdata', dataDir, '--username', OWNER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
    ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C', '--builtin-locale', 'C.UTF-8'],
    ...['--data-checksums', '--wal-segsize', '1', '--no-instructions'],
  ]
  const options = { ...runAs, cwd: '/', env: POSTGRES_ENV, timeout: INIT_TIMEOUT_MS }
  return new Promise<string | undefined>(resolve => {
    execFile(join(binariesDir, 'bin', 'initdb'), args, options, (fault, out, err) => {
      resolve(fault === null ? undefined : `${out}\n${err || fault.message}`)
    })
  })
}

/** PostgreSQL needs nothing of our environment, and gets none of it. */
export const POSTGRES_ENV: NodeJS.ProcessEnv = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  NODE_ENV: 'production',
}

const MEANINGS: Record<string, string> = {
  ENOSPC: 'No space left on device',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  ENOTEMPTY: 'the folder is not empty and holds no database',
}

function spelled(cause: unknown): string {
  const { code = '', message } = cause as NodeJS.ErrnoException
  return `${message} ${MEANINGS[code] ?? ''}`
}
