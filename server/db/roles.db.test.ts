// The rights of every process on every table, and no others.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { type ScratchDatabase, scratchDatabase, scratchOn } from '#server/testing/database.ts'
import { connection, type Db, openDb } from './client.ts'
import { type DbProcess, ensureLogins } from './roles.ts'

let scratch: ScratchDatabase
let dbs: Record<DbProcess, Db>

before(async () => {
  scratch = await scratchDatabase()
  dbs = {
    web: openDb(scratch.urls.web),
    engine: openDb(scratch.urls.engine),
    jobs: openDb(scratch.urls.jobs),
  }
})
after(async () => {
  await Promise.all(Object.values(dbs).map(db => db.close()))
  await scratch.drop()
})

const TABLES = [
  'users',
  'sessions',
  'entry_links',
  'devices',
  'tickets',
  'guesses',
  'recovery_codes',
  'passkeys',
  'passkey_challenges',
  'api_tokens',
  'heartbeats',
  'engine_leases',
  'commands',
  'outbox',
  'idempotency_keys',
  'job_runs',
  'audit_entries',
  'audit_heads',
  'resources',
  'job_schedules',
] as const
type Table = (typeof TABLES)[number]
type Rights = Partial<Record<Table, string>>

/** S select, I insert, U update, D delete, on the whole table; in lower case on some of its columns alone. */
const EXPECTED: Record<DbProcess, Rights> = {
  web: {
    users: 'SIU',
    sessions: 'SIU',
    entry_links: 'SIu',
    devices: 'SIu',
    tickets: 'SIu',
    guesses: 'SI',
    recovery_codes: 'SIuD',
    passkeys: 'SIuD',
    passkey_challenges: 'SIu',
    api_tokens: 'SIu',
    audit_entries: 'S',
    audit_heads: 'S',
    heartbeats: 'SIU',
    commands: 'Si',
    idempotency_keys: 'SI',
    job_runs: 'Si',
    resources: 'S',
    job_schedules: 'S',
  },
  engine: { heartbeats: 'SIU', engine_leases: 'SIU', commands: 'Su', outbox: 'SIU' },
  jobs: {
    heartbeats: 'SIUD',
    job_runs: 'SIUD',
    commands: 'sD',
    sessions: 'sD',
    entry_links: 'sD',
    devices: 'sD',
    tickets: 'sD',
    guesses: 'sD',
    passkey_challenges: 'sD',
    api_tokens: 'sD',
    audit_entries: 'S',
    outbox: 'sD',
    idempotency_keys: 'sD',
    audit_heads: 'S',
    resources: 'SIUD',
    job_schedules: 'SIUD',
  },
}

async function rightsOf(db: Db, table: Table): Promise<string> {
  const [row] = await db.sql<{ rights: string }>({
    text: `SELECT concat(
        CASE WHEN has_table_privilege($1, 'SELECT') THEN 'S' WHEN has_any_column_privilege($1, 'SELECT') THEN 's' END,
        CASE WHEN has_table_privilege($1, 'INSERT') THEN 'I' WHEN has_any_column_privilege($1, 'INSERT') THEN 'i' END,
        CASE WHEN has_table_privilege($1, 'UPDATE') THEN 'U' WHEN has_any_column_privilege($1, 'UPDATE') THEN 'u' END,
        CASE WHEN has_table_privilege($1, 'DELETE') THEN 'D' END,
        CASE WHEN has_table_privilege($1, 'TRUNCATE, TRIGGER, REFERENCES, MAINTAIN') THEN '!' END) AS rights`,
    values: [table],
  })
  return row?.rights ?? ''
}

test('the test knows every table', async () => {
  const rows = await scratch.db.sql<{ name: string }>({
    text: `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'`,
  })
  assert.deepEqual(rows.map(({ name }) => name).sort(), [...TABLES].sort())
})

for (const process of ['web', 'engine', 'jobs'] as const) {
  test(`${process} has its rights and no others`, async () => {
    for (const table of TABLES) {
      assert.equal(
        await rightsOf(dbs[process], table),
        EXPECTED[process][table] ?? '',
        `${process} on ${table}`,
      )
    }
  })

  test(`${process} is nobody special and makes nothing of its own`, async () => {
    const [role] = await dbs[process].sql({
      text: 'SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user',
    })
    assert.deepEqual(new Set(Object.values(role ?? {})), new Set([false]))
    await assert.rejects(
      dbs[process].sql({ text: 'CREATE TABLE mine (id int)' }),
      /permission denied for schema public/,
    )
    await assert.rejects(dbs[process].sql({ text: `COPY (SELECT 1) TO PROGRAM 'true'` }), /permission denied/)
  })
}

test('web inserts a command and cannot settle one, nor touch a lease', async () => {
  const settled = `INSERT INTO commands (user_id, account_id, kind, idem_key, body_hash, body, correlation_id, state)
    VALUES (gen_random_uuid(), 'a', 'k', 'i', '', '{}', '', 'done')`
  await assert.rejects(dbs.web.sql({ text: settled }), /permission denied for table commands/)
  await assert.rejects(
    dbs.web.sql({ text: `UPDATE commands SET state = 'done'` }),
    /permission denied for table commands/,
  )
  await assert.rejects(
    dbs.web.sql({ text: 'SELECT epoch FROM engine_leases' }),
    /permission denied for table engine_leases/,
  )
})

test('jobs trims sessions without seeing what opens them', async () => {
  await dbs.jobs.sql({ text: 'SELECT id, expires_at FROM sessions' })
  await assert.rejects(
    dbs.jobs.sql({ text: 'SELECT token_hash FROM sessions' }),
    /permission denied for table sessions/,
  )
})

test('nobody writes the audit log but by its function', async () => {
  for (const db of Object.values(dbs)) {
    const row = `INSERT INTO audit_entries VALUES ('c', 1, now(), 'a', 'a', 'o', 'd', 'i', '', '')`
    await assert.rejects(db.sql({ text: row }), /permission denied for table audit_entries/)
    await assert.rejects(
      db.sql({ text: `UPDATE audit_heads SET sequence = 0` }),
      /permission denied for table audit_heads/,
    )
    const [appended] = await db.sql<{ sequence: bigint }>({
      text: `SELECT audit_append('rights', 'a', 'a', 'o', 'd', 'i') AS sequence`,
    })
    assert.ok(appended && appended.sequence > 0n)
  }
})

test('a login is made once, and again takes a new password', async () => {
  const fresh = await ensureLogins(scratch.urls.owner, { web: "o'ther $$ pass", engine: 'x', jobs: 'y' })
  const tryIn = async (url: string) => {
    const client = new pg.Client(connection(url))
    await client.connect()
    await client.end()
  }
  await tryIn(fresh.web)
  await assert.rejects(tryIn(scratch.urls.web), /password authentication failed/)
})

test('the logins of another desk on the same cluster do not come in', async () => {
  const other = await scratchOn(scratch.urls.owner, async () => undefined)
  const url = new URL(other.urls.web)
  url.pathname = new URL(scratch.urls.web).pathname
  const client = new pg.Client(connection(url.href))
  await assert.rejects(client.connect(), /permission denied for database/)
  await other.drop()
})
