// Brings a copied cluster back to life: replays the log to the asked point and gives the owner a new password, in PostgreSQL's
// single-user mode, where nobody else can come in; then starts it for a moment and looks what it holds.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { openDb } from '#server/db/client.ts'
import { findBinaries, linkLibraries } from '#server/db/postgres/binaries.ts'
import { POSTGRES_ENV, type RunAs } from '#server/db/postgres/init.ts'
import { startPostgres } from '#server/db/postgres/postgres.ts'
import { DATABASE, OWNER } from '#server/db/postgres/settings.ts'
import { scramVerifier } from '#server/db/scram.ts'
import { giveTree } from './copy.ts'
import { takeInventory } from './inventory.ts'
import type { Inventory } from './manifest.ts'

export type Revival = {
  dataDir: string
  walArchiveDir: string
  password: string
  runAs?: RunAs | undefined
  /** Replays what this archive holds beyond the backup, too. */
  latestOf?: string | undefined
}

export async function reviveCluster(of: Revival): Promise<Result<Inventory, string>> {
  const binaries = findBinaries()
  if (!binaries.ok) return binaries
  const linked = linkLibraries(binaries.value)
  if (!linked.ok) return linked
  await writeFile(join(of.dataDir, 'recovery.signal'), '', { mode: 0o600 })
  await giveTree(of.dataDir, of.runAs)
  const recovered = await recover(of, join(binaries.value, 'bin', 'postgres'))
  return recovered.ok ? await look(of) : recovered
}

function recover(of: Revival, postgres: string): Promise<Result<void, string>> {
  const target = of.latestOf === undefined ? { recovery_target: 'immediate' } : {}
  const settings = {
    restore_command: of.latestOf === undefined ? 'false' : restoreCommand(of.latestOf),
    recovery_target_action: 'promote',
    hot_standby: 'off',
    archive_mode: 'off',
    listen_addresses: '',
    ...target,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const options = { ...of.runAs, cwd: '/', env: POSTGRES_ENV, maxBuffer: WORDS_MAX }
  return new Promise(resolve => {
    const single = execFile(
      postgres,
      ['--single', '-D', of.dataDir, ...args, DATABASE],
      options,
      (fault, _, said) =>
        resolve(
          fault === null
            ? ok(undefined)
            : refused(`it does not recover: ${lastFatal(said) || fault.message}`),
        ),
    )
    single.stdin?.on('error', () => undefined) // it went before it read this, and its exit says why
    single.stdin?.end(`ALTER ROLE ${OWNER} PASSWORD '${scramVerifier(of.password)}'\n`)
  })
}

const WORDS_MAX = 64 * 1024 * 1024

async function look(of: Revival): Promise<Result<Inventory, string>> {
  const started = await startPostgres({ ...of, settings: { archive_mode: 'off' } })
  if (!started.ok) return started
  const db = openDb(started.value.url, { poolMax: 1 })
  try {
    return ok(await takeInventory(db.sql))
  } finally {
    await db.close()
    await started.value.stop('fast')
  }
}

/** PostgreSQL replaces %f and %p; quotes and percent signs of the path are made harmless. */
function restoreCommand(archive: string): string {
  const folder = archive.replaceAll('%', '%%').replaceAll("'", `'\\''`)
  return `gzip -dc '${folder}/%f.gz' > "%p"`
}

function lastFatal(said: string): string | undefined {
  const lines = said.split('\n').filter(line => /FATAL|PANIC|could not/.test(line))
  return lines.at(-1)?.replace(/^.*?(FATAL|PANIC|LOG):\s*/, '')
}
