// Proves a backup the only way that counts: a scratch cluster is started from it, its rows are counted and its audit chains
// followed.
import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Result, refused } from '#lib/base/result.ts'
import { stopLeftover } from '#server/db/postgres/leftover.ts'
import { bytesOf, type Inventory, type Packed } from './manifest.ts'
import type { Workshop } from './place.ts'
import { reviveCluster } from './revive.ts'
import { checkRoom } from './room.ts'
import { unpackCluster } from './unpack.ts'

type Proving = Workshop & { folder: string; packed: Packed }

/** Takes away what a proof left that was killed. */
export async function clearScratch(scratch: string): Promise<Result<void, string>> {
  const freed = await stopLeftover(join(scratch, 'postgres'))
  if (freed.ok) await rm(scratch, { recursive: true, force: true })
  return freed
}

export async function proveBackup(of: Proving): Promise<Result<Inventory, string>> {
  const { scratch } = of.place
  const dataDir = join(scratch, 'postgres')
  const room = await checkRoom(dirname(scratch), bytesOf([...of.packed.cluster, ...of.packed.wal]))
  if (!room.ok) return room
  try {
    await mkdir(scratch, { mode: of.owners === undefined ? 0o700 : 0o711 })
    const tell = (share: number) => of.tell(60 + 30 * share, 'proving it: unpacking a scratch cluster')
    const damaged = await unpackCluster({ folder: of.folder, manifest: of.packed, into: dataDir, tell })
    if (damaged.length > 0) return refused(`damaged: ${damaged.slice(0, 5).join(', ')}`)
    of.tell(92, 'proving it: counting rows and following the audit chains')
    return await reviveCluster({
      dataDir,
      walArchiveDir: join(scratch, 'wal'),
      password: randomBytes(32).toString('base64url'),
      runAs: of.owners?.postgres,
    })
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
