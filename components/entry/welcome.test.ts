// The first choices: what is kept on a device is read back as it was, and what is none is none.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dropDraft, keepDraft, readDraft, type Store } from './welcome-draft.ts'

function memory(): Store & { texts: Map<string, string> } {
  const texts = new Map<string, string>()
  return {
    texts,
    getItem: key => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: key => void texts.delete(key),
  }
}

test('a draft is one person’s, and comes back as it was kept', async () => {
  const store = memory()
  const draft = { at: 'clock', chosen: { theme: 'dark' as const, palette: 'red-up' as const } }
  keepDraft(store, 'ada', draft)
  assert.deepEqual(await readDraft(store, 'ada'), draft)
  assert.equal(await readDraft(store, 'bob'), null)
  dropDraft(store, 'ada')
  assert.equal(await readDraft(store, 'ada'), null)
})

test('whatever else stands in its place is no draft', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async text => {
      const store = memory()
      keepDraft(store, 'ada', { at: 'look', chosen: {} })
      for (const key of store.texts.keys()) store.texts.set(key, text)
      const draft = await readDraft(store, 'ada')
      if (draft !== null) assert.equal(typeof draft.at, 'string')
    }),
  )
  const store = memory()
  keepDraft(store, 'ada', { at: 'look', chosen: {} })
  for (const key of store.texts.keys()) store.texts.set(key, '{"at":"look","chosen":{"theme":"plaid"}}')
  assert.equal(await readDraft(store, 'ada'), null)
})
