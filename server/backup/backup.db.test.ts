// A real cluster is backed up while it is written to, restored into a new folder, and must hold the same rows and chains.
import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { epochMs } from '#lib/base/time.ts'
import { appendAudit } from '#server/db/audit.ts'
import { openDb } from '#server/db/client.ts'
import { applyMigrations } from '#server/db/migrations/apply.ts'
import { startPostgres } from '#server/db/postgres/postgres.ts'
import { scratchRoot, systemUser } from '#server/testing/system-user.ts'
import { backupName, listBackups, readManifest } from './keep.ts'
import { makeBackup } from './make.ts'
import { CLUSTER_PART } from './manifest.ts'
import type { Place } from './place.ts'
import { restoreBackup } from './restore.ts'

const AT = epochMs(Date.UTC(2026, 10, 20, 3))
const bench = await mkdtemp(join(scratchRoot(), 'plimsoll-backup-'))
await chmod(bench, 0o755)
const user = systemUser()
const owners = user && { postgres: user, jobs: user }
const data = join(bench, 'data')
const place: Place = {
  cluster: join(data, 'postgres'),
  wal: join(data, 'wal'),
  backups: join(data, 'backups'),
  audit: join(data, 'audit'),
  scratch: join(data, 'scratch'),
}
await mkdir(place.audit, { recursive: true })
await mkdir(place.backups)
await writeFile(join(place.audit, 'heads.jsonl'), '{"at":0,"heads":[]}\n')
const postgres = await startPostgres({
  dataDir: place.cluster,
  walArchiveDir: place.wal,
  password: 'first',
  runAs: user,
  settings: { fsync: 'off' },
})
assert(postgres.ok, postgres.ok ? '' : postgres.error)
const db = openDb(postgres.value.url)
const migrated = await applyMigrations(postgres.value.url)
assert(migrated.ok)
after(async () => {
  await db.close()
  await postgres.value.stop('immediate')
  await rm(bench, { recursive: true })
})

async function write(count: number) {
  for (let index = 0; index < count; index++) {
    await db.atomically(async sql => {
      await sql({ text: `INSERT INTO outbox (topic, payload) VALUES ('test', '{}')` })
      await appendAudit(sql, {
        chain: `account-${index % 3}`,
        actor: '{"kind":"system"}',
        action: 'test',
        object: 'x',
        detail: '{}',
        correlationId: 'c',
      })
    })
  }
}

function make(at: number, keep = 2, correlationId?: string) {
  return makeBackup({ db, place, owners, at: epochMs(at), keep, correlationId, tell: () => undefined })
}

const restore = (backup: string, into: string, latestOf?: string) =>
  restoreBackup({
    backups: place.backups,
    backup,
    into: join(bench, into),
    passwordIn: async () => 'second',
    owners,
    latestOf,
    tell: () => undefined,
  })

test('what is written before a backup is in it, what is written after is not, and both come back as asked', async () => {
  await write(30)
  const told: number[] = []
  const made = await makeBackup({ db, place, owners, at: AT, keep: 2, tell: pct => void told.push(pct) })
  assert(made.ok, made.ok ? '' : made.error)
  assert.equal(made.value.manifest.inventory.rows['outbox'], 30)
  assert.deepEqual(made.value.manifest.inventory.audit, { chains: 3, rows: 30, fault: null })
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  )
  await write(12)

  const restored = await restore(made.value.backup, 'as-it-was')
  assert.deepEqual(restored, { ok: true, value: made.value.manifest.inventory })
  assert.deepEqual((await readdir(join(bench, 'as-it-was'))).sort(), ['audit', 'postgres', 'wal'])

  await db.sql({ text: 'SELECT pg_switch_wal()' })
  const next = await make(AT + 1, 2, 'the-wish') // waits until the log so far is archived
  assert(next.ok, next.ok ? '' : next.error)
  const audited = await db.sql({
    text: `SELECT object, correlation_id FROM audit_entries WHERE action = 'backup.made' ORDER BY sequence`,
  })
  assert.deepEqual(audited, [
    { object: made.value.backup, correlation_id: '' },
    { object: next.value.backup, correlation_id: 'the-wish' },
  ])
  const latest = await restore(made.value.backup, 'latest', place.wal)
  assert(latest.ok, latest.ok ? '' : latest.error)
  assert.deepEqual(latest.value.audit, { chains: 4, rows: 43, fault: null })
  assert.equal(latest.value.rows['outbox'], 42)
})

test('a restored cluster is a whole one: it starts with its new password and is written to', async () => {
  const [newest] = (await listBackups(place.backups)).slice(-1)
  const restored = await restore(newest ?? '', 'goes-on')
  assert(restored.ok, restored.ok ? '' : restored.error)
  const again = await startPostgres({
    dataDir: join(bench, 'goes-on', 'postgres'),
    walArchiveDir: join(bench, 'goes-on', 'wal'),
    password: 'second',
    runAs: user,
    settings: { fsync: 'off' },
  })
  assert(again.ok, again.ok ? '' : again.error)
  const other = openDb(again.value.url)
  await other.sql({ text: `INSERT INTO outbox (topic, payload) VALUES ('after', '{}')` })
  const rows = await other.sql({ text: 'SELECT id FROM outbox' })
  assert.equal(rows.length, (restored.value.rows['outbox'] ?? 0) + 1)
  await other.close()
  await again.value.stop('fast')
})

test('while one is made a second is refused', async () => {
  const both = await Promise.all([make(AT + 10, 9), make(AT + 11, 9)])
  assert.deepEqual(both.map(made => made.ok).sort(), [false, true])
  assert(both.some(made => !made.ok && made.error === 'a backup is being made already'))
})

test('only as many as asked are kept, and nothing half done is left', async () => {
  await mkdir(join(place.backups, `${backupName(AT)}.partial`))
  await mkdir(join(place.scratch, 'postgres'), { recursive: true })
  const made = await make(AT + 20, 1)
  assert(made.ok, made.ok ? '' : made.error)
  assert.deepEqual(await readdir(place.backups), [made.value.backup])
  assert.equal((await readdir(data)).includes('scratch'), false)
})

test('a damaged backup is named and leaves no data folder behind', async () => {
  const [backup] = await listBackups(place.backups)
  assert(backup !== undefined)
  const manifest = await readManifest(place.backups, backup)
  const victim = manifest.cluster.find(file => file.path.startsWith('base/'))?.path
  assert(victim !== undefined)
  await writeFile(join(place.backups, backup, CLUSTER_PART, `${victim}.gz`), 'not what it was')
  const restored = await restore(backup, 'damaged')
  assert.deepEqual(restored, { ok: false, error: `${backup} is damaged: ${victim}` })
  assert.equal((await readdir(bench)).includes('damaged'), false)
})

test('a backup that is not there and a folder that is in use are refused', async () => {
  const missing = await restore('2020-01-01T00-00-00-000Z', 'missing')
  assert.equal(missing.ok, false)
  const [backup] = await listBackups(place.backups)
  assert.deepEqual(await restore(backup ?? '', 'data'), { ok: false, error: `${data} is not empty` })
  assert.equal((await db.sql({ text: 'SELECT 1' })).length, 1)
})

test('a log without its beginning is not taken for the latest', async () => {
  const [backup] = await listBackups(place.backups)
  const elsewhere = join(bench, 'another-archive')
  await mkdir(elsewhere)
  const restored = await restore(backup ?? '', 'too-old', elsewhere)
  assert(!restored.ok && restored.error.includes('does not reach back'))
})

test('a restore that breaks off leaves nothing that looks like a data folder', async () => {
  const [backup] = await listBackups(place.backups)
  await rm(join(place.backups, backup ?? ''), { recursive: true })
  const made = await make(AT + 30, 1)
  assert(made.ok)
  const broken = restoreBackup({
    backups: place.backups,
    backup: made.value.backup,
    into: join(bench, 'broken'),
    passwordIn: () => Promise.reject(new Error('the disk is full')),
    owners,
    tell: () => undefined,
  })
  await assert.rejects(broken, /the disk is full/)
  assert.equal((await readdir(bench)).includes('broken'), false)
})

test('an audit log that does not hold is backed up with its verdict, and comes back with it', async () => {
  await db.atomically(async sql => {
    await sql({ text: 'ALTER TABLE audit_entries DISABLE TRIGGER USER' })
    await sql({
      text: `UPDATE audit_entries SET detail = 'forged', previous_hash = '' WHERE chain = 'owner/account-1' AND sequence = 1`,
    })
  })
  const made = await make(AT + 40, 1)
  assert(made.ok, made.ok ? '' : made.error)
  assert.match(made.value.warnings.join(), /does NOT hold: owner\/account-1 row 1 /)
  assert.deepEqual(await restore(made.value.backup, 'harmed'), {
    ok: true,
    value: made.value.manifest.inventory,
  })
})
