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
  const late = Promise.withResolvers<Result<string, Refusal>>()
  const timer = setTimeout(() => late.resolve(refused(TOO_SLOW)), BODY_WITHIN_MS)
  try {
    return await Promise.race([readText(reader), late.promise])
  } catch {
    return refused(BROKEN_OFF) // whatever broke it, on the way or at the other end, there is no body to go on with
  } finally {
    clearTimeout(timer)
  }
}

async function readText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Result<string, Refusal>> {
  const chunks: Uint8Array[] = []
  let size = 0
  while (true) {
    const { done, value } = await reader.read()
    if (done) return text(Buffer.concat(chunks))
    size += value.byteLength
    if (size > BODY_BYTES_MAX) {
      await reader.cancel()
      return refused(TOO_LARGE)
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
const BROKEN_OFF: Refusal = { code: 'BAD_REQUEST', message: 'The body broke off.' }
const TOO_SLOW: Refusal = {
  code: 'TIMEOUT',
  message: `A body comes within ${BODY_WITHIN_MS / SECOND_MS} seconds.`,
}
