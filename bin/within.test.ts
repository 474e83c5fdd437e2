// The end of a program that does not end: asked first, made to then, and with it all that it started.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { endGroup, runWithin } from './within.mjs'

const LONG_MS = 3_600_000
const ENDLESS = 'setInterval(() => {}, 1000)'
const DEAF = `process.on('SIGTERM', () => {}); console.log(process.pid); ${ENDLESS}`
/** It has a child that hears no more than itself, and tells the pids of both once they are deaf. */
const DEAF_FAMILY = `
  const { spawn } = require('node:child_process')
  spawn(process.execPath, ['--eval', ${JSON.stringify(DEAF)}], { stdio: 'inherit' })
  ${DEAF}`

test('what ends in its time says how, and what it said last', async () => {
  const words = [
    process.execPath,
    '--eval',
    'console.log("so"); console.error("be it"); process.exitCode = 3',
  ]
  const { code, tail, isOver } = await runWithin(words, { withinMs: LONG_MS }, { isQuiet: true })
  assert.deepEqual({ code, isOver }, { code: 3, isOver: false })
  assert.match(tail, /so/)
  assert.match(tail, /be it/)
})

test('what does not end is over', async () => {
  const limit = { withinMs: 1, graceMs: 1 }
  const end = await runWithin([process.execPath, '--eval', DEAF_FAMILY], limit, { isQuiet: true })
  assert.equal(end.isOver, true)
  assert.notEqual(end.code, 0)
})

test('a program that is not there is told as such', async () => {
  await assert.rejects(runWithin(['/nowhere/program'], { withinMs: LONG_MS }), /ENOENT/)
})

test('whoever does not listen is killed, and so is their child', async () => {
  const child = spawn(process.execPath, ['--eval', DEAF_FAMILY], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pids: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (pids.push(Number(line)) === 2) break
  }
  const ended = once(child, 'exit')
  await endGroup(child, { graceMs: 1 })
  assert.deepEqual(await ended, [null, 'SIGKILL'])
  assert(pids.includes(child.pid ?? 0))
  // The pipe that both hold is closed when both are gone.
  child.stdout.resume()
  if (!child.stdout.closed) await once(child.stdout, 'close')
})

test('Ctrl-C ends the program, and whoever waits for it learns why', async () => {
  const script = `
    import { Interrupted, runWithin } from '${import.meta.resolve('./within.mjs')}'
    const words = [process.execPath, '--eval', ${JSON.stringify(`console.log('ready'); ${ENDLESS}`)}]
    try {
      await runWithin(words, { withinMs: ${LONG_MS} })
    } catch (fault) {
      if (!(fault instanceof Interrupted)) throw fault
      process.exitCode = fault.exitCode
    }`
  const waiting = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(waiting, 'close')
  await once(waiting.stdout, 'data')
  waiting.kill('SIGINT')
  assert.deepEqual(await ended, [130, null])
})
