// The OpenAPI document as a page reads it: a flat list of operations, each with its fields and answers.
import * as z from 'zod/mini'
import type { OpenApi } from '#lib/wire/openapi.ts'

const Schema = z.looseObject({
  type: z.optional(z.union([z.string(), z.array(z.string())])),
  $ref: z.optional(z.string()),
})
const Content = z.record(z.string(), z.strictObject({ schema: Schema }))
const OperationObject = z.looseObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string(),
  parameters: z.array(
    z.looseObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      schema: Schema,
    }),
  ),
  requestBody: z.optional(z.looseObject({ content: Content })),
  responses: z.record(z.string(), z.strictObject({ description: z.string(), content: Content })),
})

export type Schema = z.infer<typeof Schema>
export type Field = { name: string; place: string; isRequired: boolean; schema: Schema }
export type Answer = { status: string; description: string; schema: Schema | undefined }
export type Operation = {
  id: string
  method: string
  path: string
  summary: string
  access: string
  fields: readonly Field[]
  body: Schema | undefined
  answers: readonly Answer[]
}

export function operationsOf(document: OpenApi): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) =>
      operationOf(method.toUpperCase(), path, OperationObject.parse(raw)),
    ),
  )
}

function operationOf(method: string, path: string, of: z.infer<typeof OperationObject>): Operation {
  return {
    id: of.operationId,
    method,
    path,
    summary: of.summary,
    access: of.description,
    fields: of.parameters.map(({ name, in: place, required, schema }) => ({
      name,
      place,
      isRequired: required,
      schema,
    })),
    body: schemaIn(of.requestBody?.content),
    answers: Object.entries(of.responses).map(([status, { description, content }]) => ({
      status,
      description,
      schema: status.startsWith('2') ? schemaIn(content) : undefined, // a refusal is a Problem, always
    })),
  }
}

function schemaIn(content: z.infer<typeof Content> | undefined): Schema | undefined {
  return content && Object.values(content)[0]?.schema
}
