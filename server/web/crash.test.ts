// What nobody caught, in a real process with the real listeners of Next beside ours.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { test } from 'node:test'

const NEXTS = createRequire(import.meta.url).resolve(
  'next/dist/server/node-environment-extensions/process-error-handlers.js',
)

/** `before` and `after` our ears are opened; Next adds its own whenever it loads a part of itself. */
function run(order: 'before' | 'after', happens: string) {
  const script = `
    const { createRequire } = process.getBuiltinModule('node:module')
    const { openTelling } = await import('${new URL('crash.ts', import.meta.url).href}')
    const nexts = () => {
      const { installProcessErrorHandlers, registerUnhandledRejectionListener } = createRequire('/')('${NEXTS}')
      installProcessErrorHandlers(false)
      registerUnhandledRejectionListener()
      process.on('uncaughtException', fault => console.error('as the router of Next does', fault))
    }
    if ('${order}' === 'after') nexts()
    const { log, metrics } = openTelling(process)
    nexts()
    const turn = () => new Promise(setImmediate)
    const rejected = async () => {
      const [figure] = (await metrics.read()).filter(one => one.name === 'plimsoll_unhandled_rejections_total')
      log.info('figure', { count: figure.values[0].value })
    }
    ${happens}`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { NODE_ENV: 'production' },
    encoding: 'utf8',
  })
  const lines = stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
  return { status, stderr, lines }
}

for (const order of ['before', 'after'] as const) {
  test(`Next loaded ${order === 'after' ? 'first' : 'later'}: a promise that failed unseen is one line and one in the figure, and no end`, () => {
    const { status, stderr, lines } = run(
      order,
      `await rejected()
       Promise.reject(Object.assign(new Error('late, at postgres://web:secret@db/x'), { code: 'E1', query: { name: 'alice' } }))
       Promise.reject('no error at all')
       await turn()
       await rejected()`,
    )
    assert.deepEqual([status, stderr], [0, ''])
    assert.deepEqual(
      lines.map(({ event, level, process, count }) => [event, level, process, count]),
      [
        ['figure', 'info', 'web', 0],
        ['unhandled_rejection', 'error', 'web', undefined],
        ['unhandled_rejection', 'error', 'web', undefined],
        ['figure', 'info', 'web', 2],
      ],
    )
    const { name, message, code, stack, ...rest } = lines[1].error
    assert.deepEqual([name, message, code, rest], ['Error', 'late, at postgres://web:***@db/x', 'E1', {}])
    assert.match(stack, /at /)
    assert.equal(lines[2].error.message, 'no error at all')
  })

  test(`Next loaded ${order === 'after' ? 'first' : 'later'}: a fault that nobody caught is one line, and the end`, () => {
    const { status, stderr, lines } = run(
      order,
      `setImmediate(() => { throw new TypeError('a bug of ours') })
       await turn()
       await turn()
       log.info('went_on')`,
    )
    assert.deepEqual([status, stderr], [1, ''])
    assert.deepEqual(
      lines.map(({ event, level, error }) => [event, level, error.name, error.message]),
      [['crashed', 'error', 'TypeError', 'a bug of ours']],
    )
  })
}

test('what is thrown while the fault is logged does not keep the process alive', () => {
  const { status } = run(
    'after',
    `process.stdout.write = () => { throw new Error('the pipe is gone') }
     const broken = Object.defineProperty(new Error('x'), 'message', { get() { throw new Error('unspeakable') } })
     setImmediate(() => { throw broken })
     await turn()
     await turn()`,
  )
  assert.equal(status, 1)
})
