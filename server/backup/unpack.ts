// Lays a cluster out from a backup, with the log it needs; names what is damaged.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackFiles } from './copy.ts'
import { CLUSTER_PART, type Manifest, WAL_PART } from './manifest.ts'

export async function unpackCluster(of: {
  folder: string
  manifest: Pick<Manifest, 'folders' | 'cluster' | 'wal'>
  into: string
  /** From 0 to 1. */
  tell: (share: number) => void
}): Promise<string[]> {
  const { folders, cluster, wal } = of.manifest
  await mkdir(of.into, { recursive: true, mode: 0o700 })
  for (const path of folders) await mkdir(join(of.into, path), { recursive: true, mode: 0o700 })
  const total = [...cluster, ...wal].reduce((sum, file) => sum + file.bytes, 0)
  let done = 0
  const onBytes = (bytes: number) => {
    done += bytes
    of.tell(Math.min(1, done / total))
  }
  return [
    ...(await unpackFiles({ from: join(of.folder, CLUSTER_PART), into: of.into, files: cluster, onBytes })),
    ...(await unpackFiles({
      from: join(of.folder, WAL_PART),
      into: join(of.into, 'pg_wal'),
      files: wal,
      onBytes,
    })),
  ]
}
