// The tool as a program runs it: one object on standard output, words on standard error, and the exit code beside them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const bench = mkdtempSync(join(tmpdir(), 'plimsoll-tool-'))
after(() => rmSync(bench, { recursive: true }))

function desk(words: string, env: Record<string, string> = {}) {
  const entry = join(import.meta.dirname, '../desk.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...words.split(' ')], {
    env: { NODE_ENV: 'production', PLIMSOLL_DATA: join(bench, 'nothing'), ...env },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

test('wrong settings, no desk, and what there is no command for', () => {
  for (const [words, env, exitCode, code] of [
    ['setup-link', { PLIMSOLL_PROT: '1' }, 78, 'SETTINGS'],
    ['setup-link', {}, 1, 'UNREACHABLE'],
    ['set-up', {}, 2, 'USAGE'],
  ] as const) {
    const person = desk(words, env)
    assert.deepEqual([person.status, person.stdout], [exitCode, ''], words)
    const program = desk(`${words} --json`, env)
    const told = { ok: false, error: { code, text: person.stderr.trimEnd() } }
    assert.deepEqual([program.status, JSON.parse(program.stdout)], [exitCode, told], words)
  }
})
