// After a `kill -9` of the supervisor: what it had started is ended, and nobody else is touched.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { endLeftovers, writeRegister } from './leftovers.ts'
import { markOf } from './process-mark.ts'

function scratch(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-leftovers-'))
  t.after(() => rmSync(folder, { recursive: true }))
  return folder
}

/** A process that does not end by itself. */
async function stubborn() {
  const script = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')`
  const child = spawn(process.execPath, ['-e', script, '/desk/server/engine.ts'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(child.stdout, 'data')
  assert.ok(child.pid)
  return { child, pid: child.pid, ended: once(child, 'exit') }
}

test('a child that goes on is ended, and its incarnation known to be dead', async t => {
  const folder = scratch(t)
  const { pid, ended } = await stubborn()
  const known = { process: 'engine' as const, pid, incarnation: randomUUID(), mark: markOf(pid) ?? '' }
  writeRegister(folder, [known])
  assert.deepEqual(await endLeftovers(folder), [known])
  assert.deepEqual(await ended, [null, 'SIGKILL'])
})

test('a pid that somebody else has now is left alone, even a desk of the same code', async t => {
  const folder = scratch(t)
  const { child, pid, ended } = await stubborn()
  writeRegister(folder, [
    { process: 'engine', pid, incarnation: randomUUID(), mark: `${markOf(process.pid)}` },
  ])
  assert.equal((await endLeftovers(folder)).length, 1)
  assert.equal(child.exitCode, null)
  child.kill('SIGKILL')
  await ended
})

test('a first start, and a register cut short, know of nobody', async t => {
  const folder = scratch(t)
  assert.deepEqual(await endLeftovers(folder), [])
  writeFileSync(join(folder, 'children.json'), '[{"process":"web"')
  assert.deepEqual(await endLeftovers(folder), [])
})
