// The list of the audit log stays quick: each filter has an index, and the query spells what the index spells.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AuditFilter } from '#lib/wire/audit.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { listAudit, reachOfAudit } from './audit-list.ts'
import type { Query, Sql } from './client.ts'

let scratch: ScratchDatabase
const ADA = '11111111-1111-4111-8111-111111111111'

before(async () => {
  scratch = await scratchDatabase()
  const { sql } = scratch.db
  await sql({
    text: `INSERT INTO audit_entries SELECT 'web/installation', n, '2026-01-01'::timestamptz + n * interval '1 minute',
        '{"kind":"user","user_id":"' || gen_random_uuid() || '"}', 'session.opened', gen_random_uuid()::text, '{}',
        gen_random_uuid()::text, '', ''
      FROM generate_series(1, 5000) n`,
  })
  await sql({
    text: `INSERT INTO audit_entries VALUES
      ('web/installation', 9001, '2026-01-01', '{"kind":"token","user_id":"${ADA}"}', 'job.queued', 'one', '{}', 'wish', '', '')`,
  })
  await sql({ text: 'ANALYZE audit_entries' })
})
after(() => scratch.drop())

async function planOf(filter: AuditFilter): Promise<string> {
  const lines: string[] = []
  const explain = async (query: Query) => {
    const rows = await scratch.db.sql({ ...query, text: `EXPLAIN ${query.text}` })
    lines.push(...rows.map(row => String(row['QUERY PLAN'])))
    return []
  }
  await listAudit(explain as Sql, { filter, limit: 50 }) // no row comes back, whatever its type
  return lines.join('\n')
}

const FILTERS: readonly (readonly [AuditFilter, string])[] = [
  [{}, 'at'],
  [{ from: Date.UTC(2026, 0, 2), until: Date.UTC(2026, 0, 3) }, 'at'],
  [{ actor: ADA }, 'person'],
  [{ actor: 'token' }, 'kind'],
  [{ action: 'job.queued' }, 'action'],
  [{ action: 'job' }, 'subject'],
  [{ object: 'one' }, 'object'],
  [{ correlation_id: 'wish' }, 'correlation'],
]

for (const [filter, index] of FILTERS) {
  test(`asked for ${Object.keys(filter).join(' and ') || 'nothing'}: by the index of ${index}`, async () => {
    const plan = await planOf(filter)
    assert.match(plan, new RegExp(`Index Scan.* audit_entries_${index}_idx`))
    assert.doesNotMatch(plan, /Seq Scan/)
  })
}

test('a file reaches to its oldest row, and says what it leaves out', async () => {
  const { sql } = scratch.db
  const whole = await reachOfAudit(sql, { filter: { action: 'session' }, limit: 5_000 })
  assert.deepEqual(whole, { since: Date.UTC(2026, 0, 1, 0, 1), isCut: false })
  const cut = await reachOfAudit(sql, { filter: { action: 'session' }, limit: 4_999 })
  assert.deepEqual(cut, { since: Date.UTC(2026, 0, 1, 0, 2), isCut: true })
  const none = await reachOfAudit(sql, { filter: { action: 'nothing' }, limit: 10 })
  assert.deepEqual(none, { since: null, isCut: false })
})
