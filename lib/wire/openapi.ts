// OpenAPI 3.1 made of the contracts, so that the document cannot differ from what the routes enforce.
import * as z from 'zod/mini'
import { type AnyContract, contract } from './contract.ts'
import { PROBLEM_TYPE, Problem, type ProblemCode, STATUS_OF, TITLE_OF } from './problem.ts'
import { Nothing } from './scalars.ts'

type Json = Record<string, unknown>

export const OpenApi = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
  components: z.record(z.string(), z.unknown()),
})
export type OpenApi = z.infer<typeof OpenApi>

export const ReadOpenApi = contract({
  name: 'ReadOpenApi',
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This document',
  access: 'viewer',
  scope: 'read',
  effect: 'read',
  params: Nothing,
  query: Nothing,
  body: Nothing,
  reply: OpenApi,
  status: 200,
  refusals: [],
})

export function openApi(contracts: readonly AnyContract[], version: string): OpenApi {
  const paths: Record<string, Record<string, Json>> = {}
  for (const one of contracts) {
    paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: operation(one) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plimsoll', version, description: CONVENTIONS },
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-plimsoll' },
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'plimsoll_…',
          description:
            'An API token of a person, made under Settings or by `desk token create`. It may what its scope says, as far as the role of its person goes; it needs no Origin, and cookies that come along are not looked at.',
        },
      },
    },
  }
}

const CONVENTIONS =
  'Times are epoch milliseconds (`_at`, `_ms`), money and quantities are decimal strings, `_pct` is percent, `_ratio` and `_share` are fractions. Unknown fields are refused. A write carries an `Idempotency-Key`: the same key gets the same answer. A program shows an API token as `Authorization: Bearer`, here and at the upgrade of `/stream`. Every refusal is `application/problem+json`.'

function operation(of: AnyContract): Json {
  const isRead = of.method === 'GET'
  return {
    operationId: of.name,
    summary: of.summary,
    description: needs(of),
    security: security(of),
    parameters: parameters(of),
    ...(isRead ? {} : { requestBody: { required: true, content: { 'application/json': media(of.body) } } }),
    responses: {
      [of.status]: {
        description: 'Done as asked',
        content: Object.fromEntries(
          (of.file ?? ['application/json']).map(type => [type, media(of.reply, 'output')]),
        ),
      },
      ...problems(of),
    },
  }
}

/** What the caller has to be, in words. */
function needs({ access, scope, stepUp }: AnyContract): string {
  if (access === 'anonymous') return 'Needs no session.'
  const role = access === 'owner' ? 'Needs the role owner' : `Needs the role ${access} or above`
  const program = scope === 'none' ? 'in person: no API token may' : `and of an API token the scope ${scope}`
  const factor = stepUp === true ? ' Needs a second factor of the last five minutes.' : ''
  return `${role}, ${program}.${factor}`
}

/** With each way in stands what it has to bring: the role of a person, the scope of a token. */
function security({ access, scope }: AnyContract): Json[] {
  if (access === 'anonymous') return []
  return [{ session: [access] }, ...(scope === 'none' ? [] : [{ token: [scope] }])]
}

function parameters(of: AnyContract): Json[] {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'Chosen by the caller, new for each wish, the same for each repetition of it.',
    schema: { type: 'string', minLength: 8, maxLength: 128 },
  }
  return [...fields(of.params, 'path'), ...fields(of.query, 'query'), ...(of.effect === 'write' ? [key] : [])]
}

function fields(schema: z.ZodMiniType, place: 'path' | 'query'): Json[] {
  const { properties, required } = z
    .looseObject({
      properties: z.record(z.string(), z.unknown()),
      required: z.optional(z.array(z.string())),
    })
    .parse(jsonSchema(schema, 'input'))
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: required?.includes(name) ?? false,
    schema: field,
  }))
}

/** What may be answered instead, told once for each status. */
function problems(of: AnyContract): Json {
  const answers: Record<string, Json> = {}
  for (const code of codesOf(of)) {
    const status = STATUS_OF[code]
    const known = answers[status]?.['description']
    answers[status] = {
      description: known === undefined ? `${TITLE_OF[code]}: ${code}` : `${known}, ${code}`,
      content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
    }
  }
  return answers
}

function codesOf(of: AnyContract): ReadonlySet<ProblemCode> {
  const whenSignedIn = ['UNAUTHENTICATED', 'FORBIDDEN'] as const
  const whenSent = ['FOREIGN_ORIGIN', 'TIMEOUT', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const
  const whenWritten = ['IN_FLIGHT', 'KEY_REUSED'] as const
  return new Set<ProblemCode>([
    'BAD_REQUEST',
    'INVALID_INPUT',
    ...(of.access === 'anonymous' ? [] : whenSignedIn),
    ...(of.stepUp === true ? (['STEP_UP_NEEDED'] as const) : []),
    ...(of.method === 'GET' ? [] : whenSent),
    ...(of.effect === 'write' ? whenWritten : []),
    'RATE_LIMITED',
    'INTERNAL',
    'UNAVAILABLE',
    ...of.refusals,
  ])
}

function media(schema: z.ZodMiniType, io: 'input' | 'output' = 'input'): Json {
  return { schema: jsonSchema(schema, io) }
}

/** 3.1 speaks JSON Schema 2020-12 by itself: the line that says so is left out of each part. */
function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const made: Json = { ...z.toJSONSchema(schema, { io }) }
  delete made['$schema']
  return made
}
