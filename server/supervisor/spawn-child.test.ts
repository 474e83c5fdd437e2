// A child that is real: its words, its messages and its end are heard.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FromChild } from '#server/ipc.ts'
import { spawnChild } from './spawn-child.ts'

function spawnScript(script: string) {
  const messages: FromChild[] = []
  const lines: string[] = []
  const drops: string[] = []
  const launch = {
    command: process.execPath,
    args: ['-e', script],
    env: { NODE_ENV: 'test' },
    cwd: '/',
  } as const
  const child = spawnChild(launch, {
    onMessage: message => messages.push(message),
    onLine: (line, stream) => lines.push(`${stream} ${line}`),
    onDrop: drop => drops.push(drop),
  })
  return { child, messages, lines, drops }
}

test('lines, messages and the exit code come through', async () => {
  const { child, messages, lines, drops } = spawnScript(
    `console.log('one\\ntwo'); console.error('oh'); process.send({ kind: 'ready' }); process.send({ kind: 'nonsense' });
     process.once('message', m => process.exit(m.kind === 'stop' ? 7 : 8))`,
  )
  child.send({ kind: 'stop' })
  assert.deepEqual(await child.exited, { code: 7, signal: null })
  assert.deepEqual(messages, [{ kind: 'ready' }])
  assert.deepEqual(
    lines.filter(line => line.startsWith('out')),
    ['out one', 'out two'],
  )
  assert.deepEqual(drops, ['unreadable'])
})

test('a program that is not there is an end, not a fault of ours', async () => {
  const lines: string[] = []
  const launch = { command: '/no/such/program', args: [], env: { NODE_ENV: 'test' }, cwd: '/' } as const
  const child = spawnChild(launch, {
    onMessage: () => undefined,
    onLine: line => lines.push(line),
    onDrop: () => undefined,
  })
  assert.deepEqual(await child.exited, { code: null, signal: null })
  assert.match(lines.join(), /ENOENT/)
})

test('a message to a child that is gone is counted as sent', async () => {
  const { child } = spawnScript('')
  await child.exited
  await new Promise<void>(resolve => child.send({ kind: 'stop' }, resolve))
  assert.equal((await child.exited).code, 0)
})

test('a message too deep to be written is told, and ends nobody', async () => {
  const { child, drops } = spawnScript(`process.once('message', () => process.exit(0))`)
  let frame: unknown = 0
  for (let depth = 0; depth < 50_000; depth++) frame = [frame]
  await new Promise<void>(resolve => child.send({ kind: 'bus', frame }, resolve))
  assert.deepEqual(drops, ['unsendable'])
  child.send({ kind: 'stop' })
  assert.equal((await child.exited).code, 0)
})

test('a line without an end is cut, and whoever prints it is ended', async () => {
  const { child, lines } = spawnScript(
    `console.log('x'.repeat(100_000)); setInterval(() => process.stdout.write('y'.repeat(100_000)), 1)`,
  )
  assert.deepEqual(await child.exited, { code: null, signal: 'SIGKILL' })
  assert.equal(lines[0], `out ${'x'.repeat(65_536)}`)
  assert.ok(lines.includes('err it said something without an end, and is ended for it'))
})

test('nonsense on the channel is told, and ends nobody', async () => {
  const { child, messages, drops } = spawnScript(
    `const { writeSync } = require('node:fs')
     writeSync(3, '{garbage\\n{"cmd":"NODE_HANDLE","type":"nonsense"}\\n')
     process.send({ kind: 'ready' }); process.once('message', () => process.disconnect())`,
  )
  child.send({ kind: 'stop' })
  assert.equal((await child.exited).code, 0)
  assert.deepEqual(messages, [{ kind: 'ready' }])
  assert.deepEqual(drops, ['unreadable', 'unreadable'])
})

test('a message without an end ends whoever sends it', async () => {
  const { child } = spawnScript(
    `setInterval(() => process.send({ kind: 'bus', frame: 'x'.repeat(3_000_000) }), 10)`,
  )
  assert.deepEqual(await child.exited, { code: null, signal: 'SIGKILL' })
})
