// A body that is too large, too slow or no text is refused; time is the test's own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BODY_BYTES_MAX, BODY_WITHIN_MS, readBody } from './body.ts'

const request = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

function codeOf(read: Awaited<ReturnType<typeof readBody>>): string {
  return read.ok ? 'ok' : read.error.code
}

test('a body comes as its text, no body as none', async () => {
  assert.deepEqual(await readBody(request('žluťoučký')), { ok: true, value: 'žluťoučký' })
  assert.deepEqual(await readBody(request(null)), { ok: true, value: '' })
  assert.equal(codeOf(await readBody(request('x'.repeat(BODY_BYTES_MAX)))), 'ok')
})

test('one byte too many is refused, whether it was announced or not', async () => {
  const large = 'x'.repeat(BODY_BYTES_MAX + 1)
  assert.equal(codeOf(await readBody(request(large))), 'BODY_TOO_LARGE')
  assert.equal(codeOf(await readBody(request('x', { 'content-length': '99999999' }))), 'BODY_TOO_LARGE')
})

test('an endless body is left alone after the limit', async () => {
  let pulled = 0
  const endless = new ReadableStream({
    pull(controller) {
      pulled += 1
      controller.enqueue(new Uint8Array(16 * 1024))
    },
  })
  assert.equal(codeOf(await readBody(request(endless))), 'BODY_TOO_LARGE')
  assert(pulled < 10, `${pulled} chunks`)
})

test('a body that does not end within its time is refused', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const slow = new ReadableStream({ start: controller => controller.enqueue(new Uint8Array([123])) })
  const reading = readBody(request(slow))
  t.mock.timers.tick(BODY_WITHIN_MS)
  assert.equal(codeOf(await reading), 'TIMEOUT')
})

test('bytes that are no UTF-8 are refused', async () => {
  assert.equal(codeOf(await readBody(request(new Uint8Array([0x22, 0xff, 0x22])))), 'BAD_REQUEST')
})

test('a body that breaks off is a fault of the request, not of the database', async () => {
  const broken = new ReadableStream({
    pull: controller => controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  })
  assert.equal(codeOf(await readBody(request(broken))), 'BAD_REQUEST')
})
