// A database that is away or overloaded is told from a bug, however deep the fault is wrapped.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outageOf } from './fault.ts'
import { onceMore } from './once-more.ts'

const withCode = (code: string, more: object = {}) => Object.assign(new Error('fault'), { code, ...more })
/** As the driver adapter of Prisma wraps what pg threw: the cause is no Error. */
const adapted = (cause: object) => Object.assign(new Error('DriverAdapterError'), { cause })

const BROKEN = [
  withCode('ECONNRESET'),
  withCode('EPIPE'),
  withCode('ERR_STREAM_DESTROYED'),
  withCode('08006'),
  withCode('57P01'),
  withCode('57P02'),
  withCode('P1017'),
  withCode('P2010', { meta: { code: '57P01' } }),
  withCode('P2010', { meta: { driverAdapterError: adapted({ kind: 'postgres', code: '57P01' }) } }),
  adapted({ kind: 'ConnectionClosed' }),
  new Error('Connection terminated'),
  new Error('Connection terminated unexpectedly'),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('Client was closed and is not queryable'),
  new Error('\nInvalid `prisma.user.create()` invocation:\n\n\nConnection terminated unexpectedly'),
  new Error('outer', { cause: withCode('ECONNRESET') }),
]
const AWAY = [
  withCode('ECONNREFUSED'),
  withCode('ENOENT', { syscall: 'connect' }),
  withCode('EAI_AGAIN'),
  withCode('57P03'),
  withCode('08001'),
  withCode('25006'),
  withCode('P1001'),
  adapted({ kind: 'DatabaseNotReachable', host: 'x', port: 1 }),
  new Error('timeout exceeded when trying to connect'),
  new Error('Connection terminated due to connection timeout'),
  new Error('timeout expired'),
  new Error('Cannot use a pool after calling end on the pool'),
  new AggregateError([withCode('ECONNREFUSED')]),
]
const BUSY = [
  withCode('53300'),
  withCode('53100'),
  withCode('57014'),
  withCode('40001'),
  withCode('40P01'),
  withCode('55P03'),
  withCode('P2024'),
  withCode('P2028'),
  withCode('P2034'),
  adapted({ originalCode: '40P01', kind: 'TransactionWriteConflict' }),
  new Error('Query read timeout'),
]
const knot = new Error('knot')
knot.cause = knot
const BUGS = [
  withCode('23505'),
  withCode('42P01'),
  withCode('42501'),
  withCode('28P01'),
  withCode('08P01', { message: 'bind message supplies 1 parameters, but prepared statement "" requires 2' }),
  withCode('ENOENT', { syscall: 'open' }),
  new TypeError('x'),
  new Error('the words Connection terminated stand in the middle'),
  knot,
  'Connection terminated',
  undefined,
  null,
]

test('the world: passes', () => {
  for (const fault of BROKEN) assert.equal(outageOf(fault)?.kind, 'away', String(fault))
  for (const fault of AWAY) assert.equal(outageOf(fault)?.kind, 'away', String(fault))
  for (const fault of BUSY) assert.equal(outageOf(fault)?.kind, 'busy', String(fault))
})

test('a bug stays a bug', () => {
  for (const fault of BUGS) assert.equal(outageOf(fault), undefined, String(fault))
})

test('what names the fault in the log is a code or fixed words, and none of the rest', () => {
  const secret = withCode('57P01', { message: 'terminating "alice" at postgres://a:b@c' })
  assert.equal(outageOf(secret)?.sign, '57P01')
  const wrapped = new Error('create({ name: "alice" })\nConnection terminated unexpectedly for alice')
  assert.equal(outageOf(wrapped)?.sign, 'Connection terminated')
  for (const fault of [...BROKEN, ...AWAY, ...BUSY]) {
    assert.match(outageOf(fault)?.sign ?? '', /^[\w ]{5,70}$/, String(fault))
  }
})

test('a read is put once more on a broken connection, never twice, and for nothing else', async () => {
  for (const [faults, asked] of [
    [BROKEN, 2],
    [AWAY, 1],
    [BUSY, 1],
    [BUGS, 1],
  ] as const) {
    for (const fault of faults) {
      let times = 0
      const read = () => {
        times += 1
        return Promise.reject(fault)
      }
      await assert.rejects(onceMore(read), error => error === fault)
      assert.equal(times, asked, String(fault))
    }
  }
})
