// Preparing one checkout twice at once: the second waits, and a mark left by the dead stops nobody.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { inTurn } from './turn.mjs'

function scratch(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'plimsoll-turn-'))
  t.after(() => rmSync(root, { recursive: true }))
  return root
}

test('one works after the other', async t => {
  const root = scratch(t)
  const told: string[] = []
  const { promise: isFirstDone, resolve: finishFirst } = Promise.withResolvers<void>()
  const first = inTurn(root, async () => {
    told.push('first begins')
    await isFirstDone
    told.push('first ends')
  })
  const second = inTurn(root, async () => void told.push('second begins'))
  finishFirst()
  await Promise.all([first, second])
  assert.deepEqual(told, ['first begins', 'first ends', 'second begins'])
})

test('a mark whose owner is dead is nobody’s, and work that fails leaves none', async t => {
  const root = scratch(t)
  mkdirSync(join(root, '.runtime'))
  writeFileSync(join(root, '.runtime/preparing'), '4194305') // above the largest pid of Linux
  await assert.rejects(
    inTurn(root, async () => {
      throw new Error('no registry')
    }),
    /no registry/,
  )
  assert.equal(existsSync(join(root, '.runtime/preparing')), false)
})
