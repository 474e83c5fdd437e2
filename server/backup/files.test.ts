// Files come back from a backup as they went in, damage is found and named, and only what nobody needs is deleted.
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { DAY_MS, epochMs, later } from '#lib/base/time.ts'
import { packFiles, treeOf, unpackFiles } from './copy.ts'
import { backupName, clearUnfinished, keptOf, listBackups, pruneBackups, pruneLog } from './keep.ts'
import { MANIFEST_FILE, Manifest } from './manifest.ts'
import { roomFault } from './room.ts'
import { isBefore, positionOf, segmentsOf } from './wal.ts'

const bench = await mkdtemp(join(tmpdir(), 'plimsoll-backup-files-'))
after(() => rm(bench, { recursive: true }))

async function write(path: string, content: string | Uint8Array) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

test('any file comes back byte for byte', async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300_000 }), async content => {
      const folder = join(bench, `round-${round++}`)
      await write(join(folder, 'from/base/1/2'), content)
      const tree = await treeOf(join(folder, 'from'), () => false)
      assert.deepEqual(tree.folders, ['base', 'base/1'])
      let bytes = 0
      const onBytes = (count: number) => {
        bytes += count
      }
      const files = await packFiles({
        from: join(folder, 'from'),
        into: join(folder, 'b'),
        files: tree.files,
        onBytes,
      })
      assert.equal(bytes, content.length)
      const ways = { from: join(folder, 'b'), into: join(folder, 'back'), onBytes }
      assert.deepEqual(await unpackFiles({ ...ways, files }), [])
      assert.deepEqual(new Uint8Array(await readFile(join(folder, 'back/base/1/2'))), content)
    }),
    { numRuns: 20 },
  )
})

test('a changed, a cut and a missing file are each named', async () => {
  const from = join(bench, 'damage')
  for (const name of ['whole', 'changed', 'cut', 'missing']) await write(join(from, name), name.repeat(5_000))
  const into = join(bench, 'damage-packed')
  const onBytes = () => undefined
  const files = await packFiles({ from, into, files: (await treeOf(from, () => false)).files, onBytes })
  await write(join(bench, 'other/changed'), 'another')
  await packFiles({ from: join(bench, 'other'), into, files: [{ path: 'changed', bytes: 0 }], onBytes })
  const cut = await readFile(join(into, 'cut.gz'))
  await writeFile(join(into, 'cut.gz'), cut.subarray(0, cut.length / 2))
  await rm(join(into, 'missing.gz'))
  const damaged = await unpackFiles({ from: into, into: join(bench, 'damage-back'), files, onBytes })
  assert.deepEqual(damaged, ['changed', 'cut', 'missing'])
})

test('a file that is dropped while the cluster is copied is passed over; a left-out folder keeps its place', async () => {
  const from = join(bench, 'moving')
  await write(join(from, 'pg_wal/0001'), 'log')
  await write(join(from, 'stays'), 'x')
  const tree = await treeOf(from, path => path.startsWith('pg_wal/'))
  assert.deepEqual(tree, { folders: ['pg_wal'], files: [{ path: 'stays', bytes: 1 }] })
  const files = [...tree.files, { path: 'gone', bytes: 9 }]
  const packed = await packFiles({ from, into: join(bench, 'moved'), files, onBytes: () => undefined })
  assert.deepEqual(
    packed.map(file => file.path),
    ['stays'],
  )
  assert.deepEqual(await readdir(join(bench, 'moved')), ['stays.gz'])
})

const position = fc.bigInt({ min: 1n, max: 0xffff_ffff_ffffn })
const lsnOf = (at: bigint) =>
  `${(at >> 32n).toString(16).toUpperCase()}/${(at & 0xffff_ffffn).toString(16).toUpperCase()}`

test('a position in the log reads back', () => {
  fc.assert(fc.property(position, at => assert.equal(positionOf(lsnOf(at)), at)))
})

test('segments are the known ones of PostgreSQL', () => {
  const stretch = { timeline: 1, segmentBytes: 16 << 20 }
  // pg_walfile_name('0/2000028') and ('0/3000000') on a default cluster: the boundary byte belongs to the segment before.
  assert.deepEqual(segmentsOf({ ...stretch, startLsn: '0/2000028', stopLsn: '0/3000000' }), [
    '000000010000000000000002',
  ])
  assert.deepEqual(segmentsOf({ ...stretch, startLsn: '0/FF000028', stopLsn: '1/28' }), [
    '0000000100000000000000FF',
    '000000010000000100000000',
  ])
  assert.deepEqual(
    segmentsOf({ timeline: 2, segmentBytes: 1 << 20, startLsn: '0/100000', stopLsn: '0/100001' }),
    ['000000020000000000000001'],
  )
})

test('segments follow each other without a hole and in order', () => {
  fc.assert(
    fc.property(position, fc.bigInt({ min: 1n, max: 64n << 20n }), (start, length) => {
      const names = segmentsOf({
        timeline: 1,
        segmentBytes: 1 << 20,
        startLsn: lsnOf(start),
        stopLsn: lsnOf(start + length),
      })
      const spanned = (start + length - 1n) / (1n << 20n) - start / (1n << 20n) + 1n
      assert.equal(BigInt(names.length), spanned)
      for (const [index, name] of names.entries()) {
        assert.equal(
          names.slice(index + 1).some(later => isBefore(`${later}.gz`, name)),
          false,
        )
        assert.equal(
          names.slice(0, index).every(earlier => isBefore(`${earlier}.gz`, name)),
          true,
        )
      }
    }),
  )
})

test('only old segments are ever called old', () => {
  const segment = '000000010000000000000005'
  for (const archived of ['00000002.history.gz', '000000010000000000000003.00000028.backup.gz', 'note.txt']) {
    assert.equal(isBefore(archived, segment), false, archived)
  }
  assert.equal(isBefore('000000020000000000000004.gz', segment), true)
  assert.equal(isBefore('000000010000000000000005.gz', segment), false)
})

function manifest(segment: string): Manifest {
  const file = { bytes: 3, sha256: '0'.repeat(64) }
  return Manifest.parse({
    format: 1,
    made_at: 0,
    postgres: '18.4',
    start_lsn: '0/1',
    stop_lsn: '0/2',
    folders: [],
    cluster: [{ ...file, path: 'PG_VERSION' }],
    wal: [{ ...file, path: segment }],
    audit: [],
    inventory: { rows: {}, audit: { chains: 0, rows: 0, fault: null } },
  })
}

test('the newest backups stay, with all the log since the oldest of them', async () => {
  const folder = join(bench, 'backups')
  const walFolder = join(bench, 'wal')
  const names = [1, 2, 3, 4].map(day => backupName(Date.UTC(2026, 0, day, 3)))
  for (const [index, name] of names.entries()) {
    const segment = `00000001000000000000000${index}`
    await write(join(folder, name, MANIFEST_FILE), JSON.stringify(manifest(segment)))
    await write(join(walFolder, `${segment}.gz`), 'log')
    const archivedAt = new Date(Date.UTC(2026, 0, 4, 3))
    await utimes(join(walFolder, `${segment}.gz`), archivedAt, archivedAt)
  }
  await write(join(folder, `${names[0]}.partial`, 'x'), 'left by an interruption')
  await write(join(folder, 'a note of mine'), 'stays')
  await clearUnfinished(folder)
  const gone = await pruneBackups({ folder, keep: 2 })
  assert.deepEqual(gone.sort(), [names[0], names[1]])
  const at = epochMs(Date.UTC(2026, 0, 4, 3))
  const pruneAt = (days: number) =>
    pruneLog({ place: { backups: folder, wal: walFolder }, keep: 2, at: later(at, days * DAY_MS) })
  await pruneAt(0)
  assert.deepEqual(await listBackups(folder), names.slice(2))
  assert.deepEqual((await readdir(folder)).sort(), [...names.slice(2), 'a note of mine'])
  assert.deepEqual(
    (await readdir(walFolder)).sort(),
    ['2', '3'].map(digit => `00000001000000000000000${digit}.gz`),
  )
  await write(join(walFolder, '00000002.history.gz'), 'of a timeline')
  await pruneAt(8)
  assert.equal((await readdir(walFolder)).length, 3)
  await pruneAt(9.1) // no backup came for so long: the archive is not to fill the disk
  assert.deepEqual(await readdir(walFolder), ['00000002.history.gz'])
})

test('a manifest that points outside the backup is refused', () => {
  const good = manifest('000000010000000000000001')
  for (const path of ['../etc/passwd', '/etc/passwd', 'base/../../x', '']) {
    const cluster = [{ path, bytes: 0, sha256: '0'.repeat(64) }]
    assert.equal(Manifest.safeParse({ ...good, cluster }).success, false, path)
  }
  assert.equal(
    Manifest.safeParse({ ...good, cluster: [{ ...good.cluster[0], path: 'base/..x' }] }).success,
    true,
  )
})

test('a day keeps its newest backup however many are made on another', () => {
  const dayAndHour = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 23 }))
  fc.assert(
    fc.property(fc.array(dayAndHour, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), (made, keep) => {
      const names = [...new Set(made.map(([day, hour]) => backupName(Date.UTC(2026, 0, day, hour))))]
      const days = Map.groupBy(names.toSorted(), name => name.slice(0, 10))
      const kept = keptOf(names, keep)
      for (const [, ofDay] of [...days].slice(-keep)) assert.ok(kept.includes(ofDay.at(-1) ?? ''))
      const [lastDay] = [...days.values()].slice(-1)
      assert.ok(lastDay?.slice(-keep).every(name => kept.includes(name)))
      assert.ok(kept.length <= 2 * keep - 1)
    }),
  )
})

test('a disk that is too full for a backup keeps what it has', () => {
  const GIB = 2 ** 30
  assert.equal(roomFault({ free: 3 * GIB, needed: 2 * GIB }), undefined)
  assert.equal(
    roomFault({ free: 2 * GIB, needed: 2 * GIB }),
    'there is no room for a backup: 3072 MiB are needed and 2048 MiB are free',
  )
})
