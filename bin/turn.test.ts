// Preparing one checkout twice at once: the second waits, and a mark left by the dead stops nobody.
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
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
  const second = inTurn(root, async () => void told.push('second begins'), { tell: () => {} })
  finishFirst()
  await Promise.all([first, second])
  assert.deepEqual(told, ['first begins', 'first ends', 'second begins'])
})

const LEFT_BEHIND = {
  'of a dead process': '4194305 1', // above the largest pid of Linux
  'of a pid that came again': `${process.ppid} 1`,
  'of our own pid in a life before': `${process.pid} 1`,
  'without the start of its process': String(process.pid),
  'that says nothing': 'nonsense',
}

for (const [name, text] of Object.entries(LEFT_BEHIND)) {
  test(`a mark ${name} is nobody’s, and work that fails leaves none`, async t => {
    const root = scratch(t)
    mkdirSync(join(root, '.runtime'))
    writeFileSync(join(root, '.runtime/preparing'), text)
    await assert.rejects(
      inTurn(root, async () => {
        throw new Error('no registry')
      }),
      /no registry/,
    )
    assert.equal(existsSync(join(root, '.runtime/preparing')), false)
  })
}

test('an empty mark is somebody’s who is about to write it, but not for long', async t => {
  const root = scratch(t)
  const mark = join(root, '.runtime/preparing')
  mkdirSync(join(root, '.runtime'))
  writeFileSync(mark, '')
  await assert.rejects(
    inTurn(root, async () => {}, { tell: () => {}, withinMs: 0 }),
    /pid unknown/,
  )
  utimesSync(mark, 0, 0)
  assert.equal(await inTurn(root, async () => 'done'), 'done')
})

test('who waits says for whom, once, and not for ever', async t => {
  const root = scratch(t)
  const told: string[] = []
  const { promise: isOver, resolve: finish } = Promise.withResolvers<void>()
  const first = inTurn(root, () => isOver)
  await assert.rejects(
    inTurn(root, async () => {}, { tell: text => told.push(text), withinMs: 600 }),
    new RegExp(`pid ${process.pid}`),
  )
  assert.deepEqual(told, [`waiting for pid ${process.pid}, which prepares this checkout …\n`])
  finish()
  await first
})
