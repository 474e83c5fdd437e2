// The note of recovery codes: whoever finds it in a year knows what it opens, and a code can be copied by its line.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recoveryNote } from './recovery-note.ts'

test('a note of codes names the desk and holds each code on a line of its own', () => {
  const codes = ['abcd-efgh', 'ijkl-mnop']
  const lines = recoveryNote(codes, 'desk.example').split('\n')
  assert.deepEqual(
    lines.filter(line => codes.includes(line)),
    codes,
  )
  assert(lines[0]?.includes('desk.example'))
})
