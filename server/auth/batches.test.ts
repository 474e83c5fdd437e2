// Batching: everybody gets the answer to their own question, and few questions are asked.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { inBatches } from './batches.ts'

test('all who ask in one turn share one question, and each gets their own answer', async () => {
  const batches: number[] = []
  const double = inBatches(async (numbers: readonly number[]) => {
    batches.push(numbers.length)
    return numbers.map(number => number * 2)
  })
  const numbers = Array.from({ length: 700 }, (_, index) => index)
  assert.deepEqual(
    await Promise.all(numbers.map(double)),
    numbers.map(number => number * 2),
  )
  assert.deepEqual(batches, [500, 200])
})

test('who asks meanwhile goes with the next question, never two at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.nat(), { minLength: 1, maxLength: 30 }),
      async (s, inputs) => {
        let underWay = 0
        const ask = inBatches(async (batch: readonly number[]) => {
          underWay += 1
          assert.equal(underWay, 1)
          await s.schedule(Promise.resolve())
          underWay -= 1
          return batch.map(one => one + 1)
        })
        const answers = inputs.map(async input => s.schedule(Promise.resolve()).then(() => ask(input)))
        const all = Promise.all(answers)
        await s.waitFor(all)
        assert.deepEqual(
          await all,
          inputs.map(one => one + 1),
        )
      },
    ),
    { numRuns: 50 },
  )
})

test('a failed question fails those who asked it, and the next one is asked all the same', async () => {
  let isBroken = true
  const ask = inBatches(async (batch: readonly number[]) => {
    if (isBroken) throw new Error('away')
    return batch
  })
  await Promise.all([1, 2].map(one => assert.rejects(ask(one), /away/)))
  isBroken = false
  assert.equal(await ask(3), 3)
})
