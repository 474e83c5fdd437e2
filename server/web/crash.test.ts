// A fault that nobody caught ends the process, whoever else listens.
import assert from 'node:assert/strict'
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { openLog } from '#server/log.ts'
import { endOnCrash } from './crash.ts'

test('it is logged, and the process ends', () => {
  const lines: string[] = []
  const log = openLog('web', { level: 'info', destination: { write: line => lines.push(line) } })
  const codes: unknown[] = []
  const mortal = Object.assign(new EventEmitter(), { exit: (code: unknown) => codes.push(code) })
  mortal.on('uncaughtException', () => {}) // as Next does
  endOnCrash(mortal as never, log)
  mortal.emit('uncaughtException', new Error('a bug of ours'))
  assert.deepEqual(codes, [1])
  assert.match(lines.join(), /a bug of ours.*crashed/)
})
