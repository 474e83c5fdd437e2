// The log grows to a size, then moves aside; no line is lost on the way.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openLogFile } from './log-file.ts'

test('files rotate, the oldest go, and the lines keep their order', t => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-log-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const first = openLogFile(folder, 100)
  for (let line = 0; line < 20; line++) first.write(`line ${String(line).padStart(4, '0')}`)
  first.close()
  const names = readdirSync(folder).sort()
  assert.deepEqual(names, ['plimsoll.1.log', 'plimsoll.log'])
  const text = ['plimsoll.1.log', 'plimsoll.log']
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('')
  const expected = Array.from({ length: 20 }, (_, line) => `line ${String(line).padStart(4, '0')}\n`).join('')
  assert.equal(text, expected)
  assert.equal(statSync(join(folder, 'plimsoll.log')).mode & 0o777, 0o600)

  const second = openLogFile(folder, 100)
  for (let line = 0; line < 200; line++) second.write(`line ${String(line).padStart(4, '0')}`)
  second.close()
  assert.deepEqual(readdirSync(folder).sort(), [
    'plimsoll.1.log',
    'plimsoll.2.log',
    'plimsoll.3.log',
    'plimsoll.4.log',
    'plimsoll.log',
  ])
  assert.match(readFileSync(join(folder, 'plimsoll.log'), 'utf8'), /line 0199\n$/)
})

test('a disk without room for a fresh file costs no older one', t => {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-log-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const log = openLogFile(folder, 10)
  log.write('a line that is long enough')
  // As after a turn that moved the file aside and could not make the next.
  renameSync(join(folder, 'plimsoll.log'), join(folder, 'plimsoll.1.log'))
  log.write('the next line')
  log.close()
  assert.deepEqual(readdirSync(folder).sort(), ['plimsoll.1.log', 'plimsoll.log'])
})
