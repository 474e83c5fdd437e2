// The command as a person types it: where its folder is looked for, what it says, and its exit code.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { processEnvironment } from '#server/env.ts'

function fixturesIn(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-fixtures-'))
  t.after(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'given/tiers'), { recursive: true })
  writeFileSync(join(folder, 'given/tiers/one.json'), brackets('10', '10'))
  return folder
}

function brackets(cap: string, floor: string): string {
  return JSON.stringify({
    BTC: {
      brackets: [
        { notionalFloor: '0', notionalCap: cap },
        { notionalFloor: floor, notionalCap: '20' },
      ],
    },
  })
}

function check(cwd: string, folder: string) {
  const words = [join(import.meta.dirname, 'fixtures.ts'), folder]
  const env = { ...processEnvironment(), NODE_ENV: 'production' as const, INIT_CWD: cwd }
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' })
  return { status, said: stdout.trim().split('\n'), complained: stderr.trim() }
}

test('a relative folder is looked for where the command was typed, and its files keep their names', t => {
  const folder = fixturesIn(t)
  for (const given of ['./given', 'given/', join(folder, 'given')]) {
    assert.deepEqual(
      check(folder, given).said,
      ['tiers/one.json: 1 items, 1 checks', '1 passed, 0 failed'],
      given,
    )
  }
})

test('what does not hold together is named, and fails', t => {
  const folder = fixturesIn(t)
  writeFileSync(join(folder, 'given/tiers/two.json'), brackets('10', '11'))
  const { status, said, complained } = check(folder, 'given')
  assert.equal(status, 1)
  assert.equal(said.at(-1), '1 passed, 1 failed')
  assert.match(complained, /^tiers\/two\.json: brackets meet: BTC: nothing ends/)
})

test('no folder, or an empty one, is not green', t => {
  const folder = fixturesIn(t)
  mkdirSync(join(folder, 'empty'))
  assert.equal(check(folder, 'empty').status, 1)
  assert.match(check(folder, 'absent').complained, /cannot read .*absent \(ENOENT\)/)
})
