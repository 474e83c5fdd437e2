// The pure half of a form: what a schema refuses in words, and which of the desk's refusals belongs to which field.
import * as z from 'zod/mini'

export type FormFault = {
  message: string
  requestId: string | null
  fields: readonly { field: string; message: string }[]
}
export type FieldErrors = Readonly<Record<string, string>>

type Issue = z.core.$ZodIssue

/** The first fault of each field, or nothing when the schema takes the values. */
export function errorsOf(schema: z.ZodMiniType, values: unknown): FieldErrors {
  const parsed = z.safeParse(schema, values)
  if (parsed.success) return {}
  const errors: Record<string, string> = {}
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? '')
    errors[name] ??= wordsOf(issue, fieldOf(values, name))
  }
  return errors
}

/** `body.password` is the field `password`; what names no field of this form is told above its buttons. */
export function placeFault(
  fault: FormFault,
  names: readonly string[],
): { errors: FieldErrors; rest: FormFault | null } {
  const errors: Record<string, string> = {}
  for (const { field, message } of fault.fields) {
    const name = field.replace(/^(body|query|params)\./, '').split('.')[0] ?? ''
    if (names.includes(name)) errors[name] ??= capital(message)
  }
  return { errors, rest: Object.keys(errors).length === 0 ? fault : null }
}

/** Values are compared as they go over the wire. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The mini schemas bring no words of their own; where a contract wrote some, those are said. */
function wordsOf(issue: Issue, value: unknown): string {
  if (issue.message !== '' && issue.message !== 'Invalid input') return capital(issue.message)
  const isEmpty = value === '' || value === undefined || value === null
  switch (issue.code) {
    case 'too_small':
      if (issue.origin !== 'string') return `At least ${issue.minimum}`
      return isEmpty || issue.minimum === 1 ? 'Fill this in' : `At least ${issue.minimum} characters`
    case 'too_big':
      return issue.origin === 'string' ? `At most ${issue.maximum} characters` : `At most ${issue.maximum}`
    case 'invalid_type':
      return issue.expected === 'int' || issue.expected === 'number' ? 'A whole number' : 'Fill this in'
    default:
      return 'This is not in the right form'
  }
}

function fieldOf(values: unknown, name: string): unknown {
  return typeof values === 'object' && values !== null
    ? Object.entries(values).find(([key]) => key === name)?.[1]
    : undefined
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
