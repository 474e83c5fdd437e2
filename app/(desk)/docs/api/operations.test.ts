// The page shows every operation of the document, with what it takes and what it answers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { API } from '#lib/wire/api.ts'
import { openApi } from '#lib/wire/openapi.ts'
import { subjectOf } from './anchor.ts'
import { operationsOf } from './operations.ts'

test('nothing of the document is left out', () => {
  const operations = operationsOf(openApi(API, 'v1'))
  assert.deepEqual(operations.map(({ id }) => id).toSorted(), API.map(({ name }) => name).toSorted())
  for (const { id, answers, body, method } of operations) {
    assert.match(answers[0]?.status ?? '', /^20[012]$/, id) // the page shows the first as the answer, the others as refusals
    assert(answers.length > 4, id)
    assert.equal(body === undefined, method === 'GET', id)
  }
  const list = operations.find(({ id }) => id === 'ListJobs')
  assert.deepEqual(
    list?.fields.map(({ name, isRequired }) => [name, isRequired]),
    [
      ['name', false],
      ['limit', false],
      ['cursor', false],
    ],
  )
})

test('an operation stands under its subject', () => {
  assert.deepEqual(subjectOf('/api/v1/people/invites/{id}'), { subject: 'people', rest: '/invites/{id}' })
  assert.deepEqual(subjectOf('/api/v1/account'), { subject: 'account', rest: '/' })
  assert.deepEqual(subjectOf('/api/openapi.json'), { subject: 'openapi.json', rest: '/' })
})
