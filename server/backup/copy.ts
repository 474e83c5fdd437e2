// Copies files compressed, and back, each with its checksum. While a cluster is being copied it goes on working: a file may
// change under the reader (the log repairs that) or be gone (its table was dropped).
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chown, mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { BackupFile } from './manifest.ts'

/** Level 1 halves the time of level 6 and costs a tenth in size: a backup should be over soon. */
const GZIP_LEVEL = 1
const COPIES_AT_ONCE = 4

export type Tree = { folders: string[]; files: { path: string; bytes: number }[] }

/** Every file and folder below, but for what `isLeft` leaves out (a folder left out keeps its place, empty). */
export async function treeOf(root: string, isLeft: (path: string) => boolean): Promise<Tree> {
  const tree: Tree = { folders: [], files: [] }
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')
    if (entry.isDirectory()) tree.folders.push(path)
    if (!entry.isFile() || isLeft(path)) continue
    const found = await ifThere(stat(join(root, path)))
    if (found !== undefined) tree.files.push({ path, bytes: found.size })
  }
  tree.folders.sort()
  return tree
}

type Copying = {
  from: string
  into: string
  files: readonly { path: string; bytes: number }[]
  onBytes: (bytes: number) => void
}

/** Compresses each file into `<into>/<path>.gz`. */
export async function packFiles({ from, into, files, onBytes }: Copying): Promise<BackupFile[]> {
  const packed: BackupFile[] = []
  await eachOf(files, async ({ path }) => {
    const source = await ifThere(open(join(from, path)))
    if (source === undefined) return
    const target = join(into, `${path}.gz`)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const sum = summing(onBytes)
    await pipeline(
      source.createReadStream(),
      sum.stream,
      createGzip({ level: GZIP_LEVEL }),
      createWriteStream(target, { mode: 0o600, flush: true }),
    )
    packed.push({ path, ...sum.result() })
  })
  return packed.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** The way back; the names of files that are damaged or missing. */
export async function unpackFiles(
  of: Omit<Copying, 'files'> & { files: readonly BackupFile[] },
): Promise<string[]> {
  const damaged: string[] = []
  await eachOf(of.files, async file => {
    const target = join(of.into, file.path)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    const sum = summing(of.onBytes)
    const isWhole = await pipeline(
      createReadStream(join(of.from, `${file.path}.gz`)),
      createGunzip(),
      sum.stream,
      createWriteStream(target, { mode: 0o600 }),
    ).then(
      () => sum.result().sha256 === file.sha256,
      (error: unknown) => {
        if (isDamage(error)) return false
        throw error
      },
    )
    if (!isWhole) damaged.push(file.path)
  })
  return damaged.sort()
}

function summing(onBytes: (bytes: number) => void) {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      onBytes(chunk.length)
      done(null, chunk)
    },
  })
  return { stream, result: () => ({ bytes, sha256: hash.digest('hex') }) }
}

async function eachOf<Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await act(item)
  }
  await Promise.all(Array.from({ length: COPIES_AT_ONCE }, worker))
}

async function ifThere<Value>(looking: Promise<Value>): Promise<Value | undefined> {
  try {
    return await looking
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function isDamage(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return code === 'ENOENT' || code.startsWith('Z_')
}

/** As root, what PostgreSQL is to run on must belong to its user. */
export async function giveTree(root: string, owner: { uid: number; gid: number } | undefined): Promise<void> {
  if (owner === undefined) return
  await chown(root, owner.uid, owner.gid)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    await chown(join(entry.parentPath, entry.name), owner.uid, owner.gid)
  }
}
