// Every action that the server writes into the log has words of its own, and who acted is always somebody.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AuditEntry } from '#lib/wire/audit.ts'
import { ACTOR_KINDS, actionWords, actorWords, KNOWN_ACTIONS, objectWords } from './entry-words.ts'

const SERVER = join(import.meta.dirname, '../../server')

test('every action that is audited is told in words', () => {
  const files = globSync('**/*.ts', { cwd: SERVER }).filter(
    file => !/\.test\.ts$|^testing\/|test-/.test(file),
  )
  const written = files.flatMap(file =>
    [...readFileSync(join(SERVER, file), 'utf8').matchAll(/'([a-z][a-z-]*\.[a-z-]*(?:ed|made|up))'/g)].map(
      ([, action]) => action,
    ),
  )
  assert(new Set(written).size >= 20, `${written.length} seen`)
  const TOPICS = ['job.changed', 'command.changed'] // of the bus, which are spelled alike
  const silent = [...new Set(written)].filter(action => ![...KNOWN_ACTIONS, ...TOPICS].includes(action ?? ''))
  assert.deepEqual(silent, [])
})

const entry = (of: Partial<AuditEntry>): AuditEntry => ({
  chain: 'web/installation',
  sequence: '1',
  at: 0,
  actor: { kind: 'system' },
  actor_name: null,
  action: 'test.done',
  object: 'thing',
  object_name: null,
  detail: {},
  correlation_id: 'c',
  hash: '',
  ...of,
})

test('an action that nobody has words for yet is readable', () => {
  assert.equal(actionWords('venue-key.added'), 'Venue key added')
  assert.equal(actionWords('session.opened'), 'Signed in')
})

test('who acted, and by what means', () => {
  const id = '3f1f3c0e-5f0c-4b8e-9d2a-0d6a1f6f0001'
  const table: [Partial<AuditEntry>, string, string | null][] = [
    [{ actor: { kind: 'user', user_id: id }, actor_name: 'Ada' }, 'Ada', null],
    [{ actor: { kind: 'user', user_id: id } }, '3f1f3c0e', null],
    [{ actor: { kind: 'token', user_id: id }, actor_name: 'Ada' }, 'Ada', 'by API token'],
    [{ actor: { kind: 'system', process: 'engine' } }, 'Engine', 'by itself'],
    [{ actor: { kind: 'operator' } }, 'Operator', 'by command'],
    [{ actor: { kind: 'anonymous' } }, 'Nobody signed in', null],
    [{ actor: { text: 'no json' } }, 'Unknown', null],
  ]
  for (const [of, who, by] of table) assert.deepEqual(actorWords(entry(of)), { who, by })
  for (const { kind } of ACTOR_KINDS) assert.notEqual(actorWords(entry({ actor: { kind } })).who, 'Unknown')
})

test('what it was done to: its name, or the head of its id', () => {
  const id = '3f1f3c0e-5f0c-4b8e-9d2a-0d6a1f6f0001'
  assert.equal(objectWords(entry({ object: id, object_name: 'Vera' })), 'Vera')
  assert.equal(objectWords(entry({ object: id, detail: { name: 'Laptop' } })), 'Laptop')
  assert.equal(objectWords(entry({ object: id })), '3f1f3c0e')
  assert.equal(objectWords(entry({ object: 'installation' })), 'installation')
})
