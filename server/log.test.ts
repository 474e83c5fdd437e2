// The log never carries what is not on its list, and says when it dropped something.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { epochMs } from '#lib/base/time.ts'
import { type Fields, type LogLevel, openLog } from './log.ts'

const AT = epochMs(1_700_000_000_000)

function openListened(level: LogLevel = 'debug') {
  const lines: Record<string, unknown>[] = []
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) }
  const clock = { now: () => AT, monotonicMs: () => 0 }
  return { lines, log: openLog('engine', { level, destination, clock }) }
}

test('a line says who, when, how grave and what', () => {
  const { lines, log } = openListened()
  log.warn('lease_lost', { epoch: 3, account_id: 'installation' })
  assert.deepEqual(lines, [
    { level: 'warn', at: AT, process: 'engine', epoch: 3, account_id: 'installation', event: 'lease_lost' },
  ])
})

test('less than the asked level is not written', () => {
  const { lines, log } = openListened('warn')
  log.debug('noise')
  log.info('news')
  log.error('trouble')
  assert.deepEqual(
    lines.map(line => line['event']),
    ['trouble'],
  )
})

test('a correlation id given once stands in every later line', () => {
  const { lines, log } = openListened()
  const request = log.with({ correlation_id: 'c-1' })
  request.info('request_done', { status: 200 })
  log.info('unrelated')
  assert.deepEqual(
    lines.map(line => line['correlation_id']),
    ['c-1', undefined],
  )
})

test('no field beside the list reaches a line, whatever it is called and holds', () => {
  const name = fc.string({ minLength: 1 }).map(text => `unlisted_${text}`)
  const secret = fc.uuid()
  fc.assert(
    fc.property(name, secret, (field, value) => {
      const { lines, log } = openListened()
      const fields: Record<string, unknown> = { [field]: value, path: { nested: value } }
      log.info('event', fields as Fields)
      assert.equal(JSON.stringify(lines).includes(value), false)
      assert.deepEqual(lines[0]?.['dropped_fields'], [field, 'path'])
    }),
  )
})

test('a password inside an address is masked, in messages, fields and causes', () => {
  const { lines, log } = openListened()
  const address = 'postgresql://desk:hun:ter@2@10.0.0.5:5432/desk'
  log.error('database_away', {
    error: new Error(`cannot reach ${address}`, { cause: new Error(address) }),
    address,
  })
  assert.equal(JSON.stringify(lines).includes('hun'), false)
  assert.equal(JSON.stringify(lines).includes('ter@2'), false)
  assert.match(JSON.stringify(lines), /postgresql:\/\/desk:\*\*\*@10\.0\.0\.5/)
})

test('what was thrown may be anything', () => {
  const { lines, log } = openListened()
  const fault = Object.assign(new TypeError('bad'), { code: 'ECONNREFUSED' })
  log.error('one', { error: fault })
  log.error('two', { error: 'just words' })
  assert.deepEqual(
    { ...Object(lines[0]?.['error']), stack: '' },
    {
      name: 'TypeError',
      message: 'bad',
      code: 'ECONNREFUSED',
      stack: '',
    },
  )
  assert.deepEqual(lines[1]?.['error'], { message: 'just words' })
})
