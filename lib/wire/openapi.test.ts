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
  assert.match(JSON.stringify(start?.['parameters']), /"Idempotency-Key","in":"header","required":true/)
  assert.match(JSON.stringify(start?.['requestBody']), /"enum":\["retention","backup",/)
  const codes = Object.keys(start?.['responses'] ?? {}).map(Number)
  assert.deepEqual(codes, [202, 400, 401, 403, 408, 409, 413, 415, 422, 429, 500, 503])
  const read = document.paths['/api/v1/commands/{id}']?.['get']
  assert.match(JSON.stringify(read?.['parameters']), /"name":"id","in":"path","required":true/)
  assert.equal(read?.['requestBody'], undefined)
})

test('an operation says what the caller has to be: role, scope, and a fresh second factor', () => {
  const table: [path: string, method: string, security: unknown[], needs: RegExp][] = [
    ['/api/v1/sign-in', 'post', [], /^Needs no session\.$/],
    [
      '/api/v1/jobs',
      'get',
      [{ session: ['viewer'] }, { token: ['read'] }],
      /role viewer or above, .* scope read\.$/,
    ],
    ['/api/v1/tokens', 'get', [{ session: ['viewer'] }], /in person: no API token may\.$/],
    ['/api/v1/tokens', 'post', [{ session: ['viewer'] }], /no API token may\. .* last five minutes\.$/],
  ]
  for (const [path, method, security, needs] of table) {
    const operation = document.paths[path]?.[method]
    assert.deepEqual(operation?.['security'], security, path)
    assert.match(String(operation?.['description']), needs)
  }
  for (const contract of API) {
    const operation = document.paths[contract.path]?.[contract.method.toLowerCase()]
    const forbidden = JSON.stringify(Object(operation?.['responses'])['403'] ?? '')
    const mayAsk = contract.stepUp === true || contract.refusals.includes('STEP_UP_NEEDED')
    assert.equal(forbidden.includes('STEP_UP_NEEDED'), mayAsk, contract.name)
    assert.equal(JSON.stringify(operation?.['security']).includes('token'), contract.scope !== 'none')
  }
  assert.equal(Object(document.components['securitySchemes'])['token'].scheme, 'bearer')
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
