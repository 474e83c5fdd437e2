// A PostgreSQL for one test run: made in a scratch folder, without the durability that only a real desk needs, gone after.
import { randomBytes } from 'node:crypto'
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
  const { url, pid, stop } = started.value
  const abandon = () => {
    process.kill(pid, 'SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', abandon) // a test that ends without its clean-up leaves nothing running
  return {
    url,
    stop: async () => {
      process.removeListener('exit', abandon)
      await stop('immediate')
      rmSync(folder, { recursive: true, force: true })
    },
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
