// The audit log on its roads: the list by its filters and pages, and the file of it.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { ExportAudit, ListAudit } from '#lib/wire/audit.ts'
import { appendAudit } from '#server/db/audit.ts'
import { exportAudit } from '#server/services/audit/export.ts'
import { listAudit } from '#server/services/audit/list.ts'
import { type ScratchDatabase, scratchDatabase } from '#server/testing/database.ts'
import { asServer } from './as-server.ts'
import { call, openTestDesk, type TestDesk } from './test-desk.ts'

asServer()
const { route, routes } = await import('./route.ts')
const { GET: getAudit } = routes(route(ListAudit, listAudit))
const { GET: getFile, HEAD: headFile } = routes(route(ExportAudit, exportAudit))

const held: { scratch?: ScratchDatabase; desk?: TestDesk } = {}
before(async () => {
  const scratch = await scratchDatabase()
  Object.assign(held, { scratch, desk: await openTestDesk(scratch) })
})
after(async () => {
  await held.desk?.close()
  await held.scratch?.drop()
})

function at(): TestDesk {
  assert(held.desk)
  return held.desk
}

type Said = { actor?: unknown; action?: string; object?: string; detail?: unknown; correlationId?: string }

async function say(said: Said, chain = 'installation'): Promise<void> {
  await appendAudit(at().db.sql, {
    chain,
    actor: JSON.stringify(said.actor ?? { kind: 'system' }),
    action: said.action ?? 'test.done',
    object: said.object ?? 'thing',
    detail: JSON.stringify(said.detail ?? {}),
    correlationId: said.correlationId ?? 'c',
  })
}

async function list(query: Record<string, string | number>) {
  const { cookie } = at().people.owner
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const response = await call(getAudit, { path: `/api/v1/audit?${search}`, cookie })
  assert.equal(response.status, 200, await response.clone().text())
  return ListAudit.reply.parse(await response.json())
}

test('rows come newest first over all chains, with the names of people', async () => {
  const { owner, viewer } = at().people
  const correlation = randomUUID()
  const actor = { kind: 'user', user_id: owner.id, session_id: randomUUID(), role: 'owner' }
  const detail = { role: { from: 'viewer', to: 'trader' } }
  await say({ actor, action: 'person.role-changed', object: viewer.id, detail, correlationId: correlation })
  await say({ correlationId: correlation }, 'another')
  await say({ actor: { kind: 'anonymous' }, correlationId: correlation })
  const { entries, next_cursor } = await list({ correlation_id: correlation })
  assert.equal(next_cursor, null)
  assert.deepEqual(
    entries.map(one => [one.chain, one.actor['kind'], one.actor_name, one.object_name]),
    [
      ['owner/installation', 'anonymous', null, null],
      ['owner/another', 'system', null, null],
      ['owner/installation', 'user', 'Olaf', 'Vera'],
    ],
  )
  assert.deepEqual(entries[2]?.detail, detail)
  assert.match(entries[2]?.hash ?? '', /^[0-9a-f]{64}$/)
})

test('each filter finds its own rows, alone and together', async () => {
  const [who, thing, wish] = [randomUUID(), `thing-${randomUUID()}`, randomUUID()]
  const kind = `kind-${wish.slice(0, 8)}`
  await say({ actor: { kind, user_id: who }, action: 'fruit.picked', object: thing, correlationId: wish })
  await say({ actor: { kind, user_id: who }, action: 'fruit.eaten', object: thing })
  await say({ actor: { kind }, action: 'fruit', object: thing })
  await say({ actor: { kind: 'user', note: `"user_id":"${who}"` }, action: 'fruits.picked', object: thing })
  const found = async (query: Record<string, string | number>) =>
    (await list(query)).entries.filter(({ object }) => object === thing).map(({ action }) => action)
  assert.deepEqual(await found({ object: thing }), ['fruits.picked', 'fruit', 'fruit.eaten', 'fruit.picked'])
  assert.deepEqual(await found({ actor: who }), ['fruit.eaten', 'fruit.picked'])
  assert.deepEqual(await found({ actor: who.toUpperCase() }), ['fruit.eaten', 'fruit.picked'])
  assert.deepEqual(await found({ actor: kind }), ['fruit', 'fruit.eaten', 'fruit.picked'])
  assert.deepEqual(await found({ action: 'fruit' }), ['fruit', 'fruit.eaten', 'fruit.picked'])
  assert.deepEqual(await found({ action: 'fruit.picked' }), ['fruit.picked'])
  assert.deepEqual(await found({ action: 'fruit.picked,fruits' }), ['fruits.picked', 'fruit.picked'])
  assert.deepEqual(await found({ action: 'nothing,fruits' }), ['fruits.picked'])
  assert.deepEqual(await found({ correlation_id: wish }), ['fruit.picked'])
  assert.deepEqual(await found({ actor: who, action: 'fruit.eaten', object: thing }), ['fruit.eaten'])
  const [newest] = (await list({ object: thing })).entries
  assert(newest)
  assert.equal((await list({ object: thing, from: newest.at + 1 })).entries.length, 0)
  assert((await list({ object: thing, until: newest.at })).entries.every(one => one.at < newest.at))
})

test('pages follow one another without a gap, whatever is written meanwhile', async () => {
  const object = `paged-${randomUUID()}`
  for (let row = 0; row < 7; row++) await say({ object, detail: { row } }, row % 2 ? 'odd' : 'even')
  const rows: number[] = []
  let cursor: string | null = null
  do {
    const page = await list({ object, limit: 3, ...(cursor === null ? {} : { cursor }) })
    rows.push(...page.entries.map(({ detail }) => Number(detail['row'])))
    cursor = page.next_cursor
    await say({ object, detail: { row: 99 } })
  } while (cursor !== null)
  // Rows of two chains may bear the same millisecond: then the chain decides which comes first.
  assert.deepEqual(rows.toSorted(), [0, 1, 2, 3, 4, 5, 6])
})

test('rows of one moment keep their order over pages', async () => {
  const object = `moment-${randomUUID()}`
  await at().db.sql({
    text: `INSERT INTO audit_entries SELECT 'forged', n, '2026-01-01', '{}', 'a', $1, n::text, 'c', '', ''
      FROM generate_series(1, 5) n`,
    values: [object],
  })
  const first = await list({ object, limit: 2 })
  const second = await list({ object, limit: 2, cursor: first.next_cursor ?? '' })
  const third = await list({ object, limit: 2, cursor: second.next_cursor ?? '' })
  const sequences = [first, second, third].flatMap(({ entries }) => entries.map(one => one.sequence))
  assert.deepEqual(sequences, ['5', '4', '3', '2', '1'])
  assert.deepEqual(first.entries[0]?.detail, { text: '5' }, 'what is no object is shown as the text it is')
})

test('a row that somebody forced in hides no other', async () => {
  const object = `forced-${randomUUID()}`
  await say({ object })
  await at().db.sql({
    text: `INSERT INTO audit_entries VALUES ('forged', 99, 'infinity', 'no json', 'a', $1, '[', 'c', '', '')`,
    values: [object],
  })
  const { entries } = await list({ object })
  assert.deepEqual(
    entries.map(({ actor, detail }) => [actor, detail]),
    [
      [{ text: 'no json' }, { text: '[' }],
      [{ kind: 'system' }, {}],
    ],
  )
})

test('bad input is refused by name', async () => {
  const { cookie } = at().people.owner
  const cursors = ['x', 'AAAA', Buffer.from('99999999999999999 1 c').toString('base64url')]
  const queries = [
    ...cursors.map(cursor => `cursor=${cursor}`),
    'limit=0',
    'limit=501',
    'from=x',
    'from=8640000000000001',
    'until=-1',
    'actor=',
    `object=${'x'.repeat(121)}`,
    'nonsense=1',
  ]
  for (const query of queries) {
    const { status } = await call(getAudit, { path: `/api/v1/audit?${query}`, cookie })
    assert.equal(status, 400, query)
  }
})

test('a file holds what the filter finds, says so in the log, and is safe in a spreadsheet', async () => {
  const { owner, viewer, stale } = at().people
  const object = `=cmd|${randomUUID()}`
  const actor = { kind: 'user', user_id: owner.id, session_id: randomUUID(), role: 'owner' }
  for (let row = 0; row < 3; row++) await say({ object, actor, detail: { row, text: 'a "quoted", word' } })
  const path = (format: string) =>
    `/api/v1/audit/export?${new URLSearchParams({ format, object, from: '1700000000000' })}`
  for (const [person, status] of [
    [viewer, 403],
    [stale, 403],
  ] as const) {
    assert.equal((await call(getFile, { path: path('csv'), cookie: person.cookie })).status, status)
  }
  at().pass(1_000) // so that what was written just now lies before the moment of asking
  const csv = await call(getFile, { path: path('csv'), cookie: owner.cookie })
  assert.equal(csv.status, 200)
  assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8')
  const named = /^attachment; filename="audit_all_2023-11-14_\d{4}-\d\d-\d\d\.csv"$/
  assert.match(csv.headers.get('content-disposition') ?? '', named)
  assert.equal(csv.headers.get('x-file-cut'), 'false')
  const [head, ...lines] = (await csv.text()).split('\r\n')
  assert.match(head ?? '', /^at,at_ms,actor_kind,actor_id,actor_name,action,object,/)
  assert.equal(lines.length, 4, 'three rows, and nothing behind the last line')
  assert.match(
    lines[0] ?? '',
    new RegExp(
      String.raw`^\d{4}-\d\d-\d\dT[\d:.]+Z,\d{13},user,${owner.id},Olaf,test\.done,'=cmd\|[0-9a-f-]+,,"\{""row"":2,`,
    ),
  )
  const jsonl = await call(getFile, { path: path('jsonl'), cookie: owner.cookie })
  assert.equal(jsonl.headers.get('content-type'), 'application/x-ndjson; charset=utf-8')
  const rows = (await jsonl.text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  assert.deepEqual(
    rows.map(({ detail, actor_name }) => [detail.row, actor_name]),
    [
      [2, 'Olaf'],
      [1, 'Olaf'],
      [0, 'Olaf'],
    ],
  )
  const { entries } = await list({ action: 'audit.exported' })
  assert.equal(entries.length, 2)
  assert.deepEqual(entries[0]?.detail['filter'], { object, from: 1_700_000_000_000 })
  assert.equal(entries[0]?.actor_name, 'Olaf')
  assert.equal(
    (await call(headFile, { method: 'HEAD', path: path('csv'), cookie: owner.cookie })).status,
    200,
  )
})

test('a reader that goes away is read for no further', async () => {
  const { owner } = at().people
  const object = `long-${randomUUID()}`
  await at().db.sql({
    text: `INSERT INTO audit_entries SELECT 'long', n, '2026-01-01', '{}', 'a', $1, '{}', 'c', '', ''
      FROM generate_series(1, 1200) n`,
    values: [object],
  })
  const path = `/api/v1/audit/export?format=jsonl&object=${object}`
  const whole = await call(getFile, { path, cookie: owner.cookie })
  assert.equal((await whole.text()).trim().split('\n').length, 1_200)
  const response = await call(getFile, { path, cookie: owner.cookie })
  const reader = response.body?.getReader()
  assert(reader)
  await reader.read()
  await reader.cancel()
  assert.equal((await reader.read()).done, true)
})
