// The document says of every contract what the route does: nothing in it is written by hand.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { API } from './api.ts'
import { OpenApi, openApi } from './openapi.ts'
import { ProblemCode, STATUS_OF, TITLE_OF } from './problem.ts'

const document = OpenApi.parse(JSON.parse(JSON.stringify(openApi(API, 'v1'))))

test('every contract is one operation, and no two are the same', () => {
  const operations = Object.values(document.paths).flatMap(path => Object.values(path))
  assert.deepEqual(
    operations.map(operation => operation['operationId']).sort(),
    API.map(contract => contract.name).sort(),
  )
  assert.equal(new Set(API.map(({ method, path }) => `${method} ${path}`)).size, API.length)
})

test('an operation names its session, its key, its input and its answers', () => {
  const start = document.paths['/api/v1/jobs']?.['post']
  assert.deepEqual(start?.['security'], [{ session: [] }])
  assert.match(JSON.stringify(start?.['parameters']), /"Idempotency-Key","in":"header","required":true/)
  assert.match(
    JSON.stringify(start?.['requestBody']),
    /"enum":\["retention","backup","audit-head","measure"\]/,
  )
  const codes = Object.keys(start?.['responses'] ?? {}).map(Number)
  assert.deepEqual(codes, [202, 400, 401, 403, 408, 409, 413, 415, 422, 429, 500, 503])
  const read = document.paths['/api/v1/commands/{id}']?.['get']
  assert.match(JSON.stringify(read?.['parameters']), /"name":"id","in":"path","required":true/)
  assert.equal(read?.['requestBody'], undefined)
  assert.deepEqual(document.paths['/api/v1/setup/check']?.['post']?.['security'], [])
})

test('the names in a path are the names of its parameters', () => {
  for (const { path, params } of API) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const unknown = params.safeParse(Object.fromEntries(named.map(name => [name, 'x'])))
    const strangers = unknown.error?.issues.filter(issue => issue.code === 'unrecognized_keys') ?? []
    assert.deepEqual(strangers, [], path)
    assert.equal(params.safeParse({}).success, named.length === 0, path)
  }
})

test('every code has a status of the kind that its title names', () => {
  for (const code of ProblemCode.options) {
    assert(STATUS_OF[code] >= 400 && STATUS_OF[code] < 600)
    assert(TITLE_OF[code].length > 0)
  }
})
