// What the caller sent, as the contract understands it: path, query and body, each by its strict schema.
import { en } from 'zod/locales'
import type { FieldFault, Refusal } from '#lib/base/refusal.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { AnyContract, Input } from '#lib/wire/contract.ts'
import { readBody } from './body.ts'
import { isPoisonous, parseJson } from './json.ts'

type Part = 'params' | 'query' | 'body'

export async function inputOf<C extends AnyContract>(
  contract: C,
  request: Request,
): Promise<Result<Input<C>, Refusal>> {
  const url = new URL(request.url)
  const query = queryOf(url.searchParams)
  if (!query.ok) return query
  const body = request.method === 'GET' || request.method === 'HEAD' ? ok({}) : await bodyOf(request)
  if (!body.ok) return body
  return parsed(contract, {
    params: paramsOf(contract.path, url.pathname),
    query: query.value,
    body: body.value,
  })
}

function parsed<C extends AnyContract>(contract: C, raw: Record<Part, unknown>): Result<Input<C>, Refusal> {
  const faults: FieldFault[] = []
  const read = (part: Part): unknown => {
    const result = contract[part].safeParse(raw[part], { error: inEnglish })
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      const field = [part, ...issue.path].join('.').slice(0, TEXT_LENGTH_MAX)
      faults.push({ field, message: issue.message.slice(0, TEXT_LENGTH_MAX) })
    }
    return undefined
  }
  const input = { params: read('params'), query: read('query'), body: read('body') }
  if (faults.length === 0) return ok(input as Input<C>) // each part has passed its own schema
  return refused({
    code: 'INVALID_INPUT',
    message: 'The input is not as the documentation of this route says: see errors.',
    fields: faults.slice(0, FAULTS_MAX),
  })
}

const FAULTS_MAX = 20
const TEXT_LENGTH_MAX = 200 // a fault may quote a name of the caller's
const inEnglish = en().localeError

async function bodyOf(request: Request): Promise<Result<unknown, Refusal>> {
  const text = await readBody(request)
  if (!text.ok) return text
  const json = parseJson(text.value)
  return json.ok ? json : refused({ code: 'BAD_REQUEST', message: json.error })
}

function queryOf(search: URLSearchParams): Result<Record<string, string>, Refusal> {
  const names = [...search.keys()]
  if (new Set(names).size !== names.length || names.some(isPoisonous)) {
    return refused({
      code: 'BAD_REQUEST',
      message: 'The query bears a name twice, or one that is not allowed.',
    })
  }
  return ok(Object.fromEntries(search))
}

/** The router has matched the path already: the names only have to be put to its segments. */
function paramsOf(template: string, pathname: string): Record<string, string> {
  const segments = pathname.split('/')
  const params: Record<string, string> = {}
  for (const [place, name] of template.split('/').entries()) {
    if (name.startsWith('{')) params[name.slice(1, -1)] = decoded(segments[place] ?? '')
  }
  return params
}

/** A segment that cannot be decoded is handed on as it is: the schema refuses it by name. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
