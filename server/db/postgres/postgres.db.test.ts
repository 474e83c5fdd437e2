// The embedded PostgreSQL: durable, archived, and started again after any end.
import assert from 'node:assert/strict'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { scratchRoot, systemUser } from '#server/testing/system-user.ts'
import { openDb, type Sql } from '../client.ts'
import { type Postgres, startPostgres } from './postgres.ts'

const folders: string[] = []
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(scratchRoot(), `plimsoll it's 50% `)) // a name that needs its quotes
  chmodSync(folder, 0o755)
  folders.push(folder)
})
after(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true })
})

const place = () => ({
  dataDir: join(folder, 'postgres'),
  walArchiveDir: join(folder, 'wal'),
  password: 'p@ss/w:rd',
  runAs: systemUser(),
})

async function mustStart(over = {}): Promise<Postgres> {
  const started = await startPostgres({ ...place(), ...over })
  assert.ok(started.ok, started.ok ? '' : started.error)
  return started.value
}

async function using<T>(postgres: Postgres, work: (sql: Sql) => Promise<T>): Promise<T> {
  const db = openDb(postgres.url)
  try {
    return await work(db.sql)
  } finally {
    await db.close()
  }
}

const DURABLE = {
  data_checksums: 'on',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  archive_mode: 'on',
  archive_timeout: '60',
  password_encryption: 'scram-sha-256',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  server_encoding: 'UTF8',
  TimeZone: 'UTC',
}

test('the cluster is durable, asks for a password, and archives its log', async () => {
  const postgres = await mustStart()
  await using(postgres, async sql => {
    const rows = await sql<{ name: string; setting: string }>({
      text: 'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
      values: [Object.keys(DURABLE)],
    })
    assert.deepEqual(Object.fromEntries(rows.map(row => [row.name, row.setting])), DURABLE)
    const methods = await sql({ text: 'SELECT DISTINCT auth_method FROM pg_hba_file_rules' })
    assert.deepEqual(methods, [{ auth_method: 'scram-sha-256' }])
    await sql({ text: 'SELECT pg_switch_wal()::text' })
    let archived: { archived_count: bigint; failed_count: bigint } | undefined
    do {
      ;[archived] = await sql({ text: 'SELECT archived_count, failed_count FROM pg_stat_archiver' })
    } while (archived?.archived_count === 0n && archived.failed_count === 0n)
    assert.equal(archived?.failed_count, 0n)
  })
  const [segment] = readdirSync(place().walArchiveDir).filter(name => name.endsWith('.gz'))
  assert.ok(segment)
  assert.equal(gunzipSync(readFileSync(join(place().walArchiveDir, segment))).length, 1024 * 1024)
  assert.equal(statSync(place().dataDir).mode & 0o777, 0o700)
  assert.deepEqual(await postgres.stop('fast'), { code: 0, signal: null })
})

test('what was acknowledged is there after kill -9', async () => {
  const first = await mustStart()
  await using(first, async sql => {
    await sql({ text: 'CREATE TABLE kept (n int)' })
    await sql({ text: 'INSERT INTO kept SELECT generate_series(1, 100)' })
  })
  process.kill(first.pid, 'SIGKILL')
  assert.equal((await first.exited).signal, 'SIGKILL')
  const second = await mustStart()
  assert.deepEqual(await using(second, sql => sql({ text: 'SELECT count(*) FROM kept' })), [{ count: 100n }])
  await second.stop('immediate')
  const third = await mustStart()
  assert.deepEqual(await using(third, sql => sql({ text: 'SELECT count(*) FROM kept' })), [{ count: 100n }])
  await third.stop('fast')
})

test('a postmaster that an earlier start left behind is stopped first', async () => {
  const left = await mustStart()
  const next = await mustStart()
  assert.notEqual(next.pid, left.pid)
  assert.deepEqual(await left.exited, { code: 0, signal: null })
  await next.stop('fast')
})

test('a pid file that names a stranger stops nobody, and is no obstacle', async () => {
  const first = await mustStart()
  await first.stop('fast')
  const file = join(place().dataDir, 'postmaster.pid')
  writeFileSync(file, `${process.pid}\n${place().dataDir}\n`)
  await (await mustStart()).stop('fast')
})

const refusal = async (over = {}) => {
  const started = await startPostgres({ ...place(), ...over })
  if (started.ok) await started.value.stop('immediate')
  assert.equal(started.ok, false)
  return started.ok ? '' : started.error
}

test('a folder that is not empty and holds no database is left alone', async () => {
  mkdirSync(place().dataDir)
  writeFileSync(join(place().dataDir, 'thesis.txt'), 'years of work')
  assert.match(await refusal(), /the folder is not empty and holds no database/)
  assert.equal(readFileSync(join(place().dataDir, 'thesis.txt'), 'utf8'), 'years of work')
})

test('a folder that may not be written is told in one line', async () => {
  const closed = join(folder, 'closed')
  mkdirSync(closed)
  chmodSync(closed, systemUser() ? 0o700 : 0o500)
  const told = await refusal({ dataDir: join(closed, 'postgres') })
  assert.match(told, /^the database may not write to .*closed\/postgres/)
  assert.ok(!told.includes('\n'))
  chmodSync(closed, 0o700)
})

test('another password than the first is refused in one line', async () => {
  await (await mustStart()).stop('fast')
  assert.match(
    await refusal({ password: 'another' }),
    /does not let its owner in: password authentication failed/,
  )
})
