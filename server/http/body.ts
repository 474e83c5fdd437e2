// Reads a body, but neither one that is too large nor one that takes its time.
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { SECOND_MS } from '#lib/base/time.ts'

export const BODY_BYTES_MAX = 64 * 1024
export const BODY_WITHIN_MS = 10 * SECOND_MS

export async function readBody(request: Request): Promise<Result<string, Refusal>> {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_BYTES_MAX) return refused(TOO_LARGE)
  const reader = request.body?.getReader()
  if (reader === undefined) return ok('')
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), BODY_WITHIN_MS)
  try {
    const bytes = await Promise.race([readAll(reader), late.promise])
    if (bytes === 'late') return refused(TOO_SLOW)
    return bytes === undefined ? refused(TOO_LARGE) : text(bytes)
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  while (true) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks)
    size += value.byteLength
    if (size > BODY_BYTES_MAX) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
}

function text(bytes: Buffer): Result<string, Refusal> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return refused({ code: 'BAD_REQUEST', message: 'The body is not UTF-8.' })
  }
}

const TOO_LARGE: Refusal = {
  code: 'BODY_TOO_LARGE',
  message: `A body has at most ${BODY_BYTES_MAX} bytes.`,
}
const TOO_SLOW: Refusal = {
  code: 'TIMEOUT',
  message: `A body comes within ${BODY_WITHIN_MS / SECOND_MS} seconds.`,
}
