// The only fetch of the browser: one contract, one call, a parsed reply or a refusal in words.
import * as z from 'zod/mini'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'
import { type AnyContract, type Input, type Reply, UNATTENDED } from '#lib/wire/contract.ts'
import { Problem, type ProblemCode } from '#lib/wire/problem.ts'

/** `UNREACHABLE`: no answer came, so nobody knows whether the wish arrived; asking again with the same key is safe. */
export type AskFault = {
  code: ProblemCode | 'UNREACHABLE'
  message: string
  requestId: string | null
  fields: readonly { field: string; message: string }[]
  /** Asking again before then is refused as well; null where nobody asked to wait. */
  retryAfterMs: number | null
}

export type AskOptions = {
  /** The same key for the same wish, however often it is sent; a write without one is given its own. */
  key?: string
  signal?: AbortSignal
  /** Nobody asked: the page keeps itself up to date. */
  isUnattended?: boolean
}

const TIMEOUT_MS = 15_000

export async function ask<C extends AnyContract>(
  contract: C,
  input: Partial<Input<C>> = {},
  { key = crypto.randomUUID(), signal, isUnattended = false }: AskOptions = {},
): Promise<Result<Reply<C>, AskFault>> {
  const isRead = contract.method === 'GET'
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (!isRead) headers['Content-Type'] = 'application/json'
  if (contract.effect === 'write') headers['Idempotency-Key'] = key
  if (isUnattended) headers[UNATTENDED] = '1'
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const response = await fetch(urlOf(contract, input), {
      method: contract.method,
      headers,
      body: isRead ? null : JSON.stringify(input.body ?? {}),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    })
    const body: unknown = await response.json()
    return response.ok ? replyOf(contract, body) : refused(faultOfAnswer(response, body))
  } catch {
    return refused({ ...UNREACHABLE }) // fetch tells no cause that a person could act on
  }
}

/** A file may be long in coming. */
const FILE_TIMEOUT_MS = 5 * MINUTE_MS

export type TakenFile = { name: string; bytes: Blob; isCut: boolean }

/** A contract that answers with a file: its bytes as they are, under the name that the desk gives it. */
export async function askFile<C extends AnyContract & { file: readonly string[] }>(
  contract: C,
  input: Partial<Input<C>>,
): Promise<Result<TakenFile, AskFault>> {
  try {
    const response = await fetch(urlOf(contract, input), {
      headers: { Accept: [...contract.file, 'application/problem+json'].join(', ') },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(FILE_TIMEOUT_MS),
    })
    if (!response.ok) return refused(faultOfAnswer(response, await response.json()))
    const [, name = 'file'] =
      /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? []
    return ok({ name, bytes: await response.blob(), isCut: response.headers.get('x-file-cut') === 'true' })
  } catch {
    return refused({ ...UNREACHABLE, message: 'The file broke off, or the desk did not answer. Try again.' })
  }
}

export const UNREACHABLE: AskFault = {
  code: 'UNREACHABLE',
  message: 'The desk did not answer. It may be restarting; nothing was changed that you were not told of.',
  requestId: null,
  fields: [],
  retryAfterMs: null,
}

function replyOf<C extends AnyContract>(contract: C, body: unknown): Result<Reply<C>, AskFault> {
  const parsed = z.safeParse(contract.reply, body)
  if (parsed.success) return ok(parsed.data as Reply<C>) // parsed by the schema that Reply<C> is the output of
  return refused({
    code: 'INTERNAL',
    message:
      'The answer of the desk is not one this page understands. Reload the page: it may be of another version.',
    requestId: null,
    fields: [],
    retryAfterMs: null,
  })
}

export function faultOfAnswer(response: Response, body: unknown): AskFault {
  const problem = Problem.safeParse(body)
  if (!problem.success) return { ...UNREACHABLE }
  const { code, detail, request_id: requestId, errors = [] } = problem.data
  return { code, message: detail, requestId, fields: errors, retryAfterMs: retryAfterMs(response) }
}

function retryAfterMs({ headers }: Response): number | null {
  const seconds = headers.get('retry-after')
  return seconds !== null && /^\d{1,7}$/.test(seconds) ? Number(seconds) * SECOND_MS : null
}

function urlOf<C extends AnyContract>(contract: C, input: Partial<Input<C>>): string {
  const params = recordOf(input.params)
  const path = contract.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(recordOf(input.query))) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size === 0 ? path : `${path}?${query}`
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
