// Faults of PostgreSQL in one line each.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explainFault } from './explain.ts'

const CASES: [said: string, told: RegExp][] = [
  [
    '2026-11-20 [7] PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device\nLOG:  aborting',
    /^the disk is full: the database in \/d needs room/,
  ],
  [
    'initdb: error: could not create directory "/d": Permission denied',
    /^the database may not write to \/d: could not create directory "\/d": Permission denied$/,
  ],
  [
    'FATAL:  database files are incompatible with server\nDETAIL: …',
    /^the database in \/d was made by another version of PostgreSQL/,
  ],
  ['LOG: x\nFATAL:  something else\nLOG: bye', /^PostgreSQL did not start in \/d: something else$/],
  ['', /^PostgreSQL did not start in \/d: it said nothing$/],
]

for (const [said, told] of CASES) {
  test(`one line is told of: ${said.slice(0, 60) || 'silence'}`, () => {
    assert.match(explainFault(said, '/d'), told)
  })
}
