// Who is started again when a file changes while developing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concernedBy } from './watch-code.ts'

test('a change concerns those who run the file, but for what Next reloads itself', () => {
  const others = ['engine', 'strategy-host', 'jobs']
  assert.deepEqual(concernedBy('server/engine/inbox.ts'), others)
  assert.deepEqual(concernedBy('lib/base/time.ts'), [...others, 'web'])
  assert.deepEqual(concernedBy('server/db/client.ts'), [...others, 'web'])
  assert.deepEqual(concernedBy('server/heart.ts'), [...others, 'web'])
  assert.deepEqual(concernedBy('server/stream/hub.ts'), ['web'])
  assert.deepEqual(concernedBy('server/web.ts'), ['web'])
  assert.deepEqual(concernedBy('server/auth/sessions.ts'), ['web'])
  assert.deepEqual(concernedBy('server/runtime.ts'), ['web'])
  for (const path of [
    'server/http/route.ts',
    'server/db/generated/a.ts',
    'lib/x.test.ts',
    'server/notes.md',
  ]) {
    assert.deepEqual(concernedBy(path), [], path)
  }
})
