// A PostgreSQL for one test run: made in a scratch folder, without the durability that only a real desk needs, gone after.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { assert } from '#lib/base/assert.ts'
import { findBinaries } from '#server/db/postgres/binaries.ts'
import { startPostgres } from '#server/db/postgres/postgres.ts'
import { isReachable, scratchRoot, systemUser } from './system-user.ts'

export type TestCluster = { url: string; stop(): Promise<void> }

const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', archive_mode: 'off' }

export async function startTestCluster(): Promise<TestCluster> {
  const folder = mkdtempSync(join(scratchRoot(), 'plimsoll-test-'))
  chmodSync(folder, 0o755)
  const started = await startPostgres({
    dataDir: join(folder, 'postgres'),
    walArchiveDir: join(folder, 'wal'),
    password: randomBytes(16).toString('hex'),
    runAs: systemUser(),
    binariesDir: reachableBinaries(folder),
    settings: FAST,
  })
  if (!started.ok) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(started.error)
  }
  const { url, pid } = started.value
  return { url, stop: openGuard(pid, folder) }
}

// Sees the end of the test however it comes, kill -9 too, by the end of its own input.
const GUARD = `cat > /dev/null
  kill -s QUIT "$0"
  while kill -s 0 "$0" 2> /dev/null; do sleep 0.02; done
  rm -rf -- "$1"`

/** Takes the cluster away when it is told to, or when this process is no more. */
function openGuard(pid: number, folder: string): () => Promise<void> {
  const guard = spawn('sh', ['-c', GUARD, String(pid), folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  const done = once(guard, 'exit')
  return async () => {
    guard.ref()
    guard.stdin.end()
    await done
  }
}

/** The installed ones, or a copy where PostgreSQL's user can come at them. */
function reachableBinaries(folder: string): string {
  const installed = findBinaries()
  assert(installed.ok, installed.ok ? '' : installed.error)
  if (process.getuid?.() !== 0 || isReachable(installed.value)) return installed.value
  const copy = join(folder, 'package', 'native')
  cpSync(installed.value, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
