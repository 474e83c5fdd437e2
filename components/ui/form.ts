// A form of one contract: its values, what is wrong with each, whether anything was changed, and its sending.
'use client'
import { type FormEvent, useRef, useState } from 'react'
import type * as z from 'zod/mini'
import type { Result } from '#lib/base/result.ts'
import { errorsOf, type FieldErrors, type FormFault, isSame, placeFault } from './form-state.ts'

type Values = Record<string, unknown>

type FormOptions<V extends Values, Done> = {
  /** What the contract takes as its body: the same law here and at the desk. */
  schema: z.ZodMiniType
  start: V
  submit: (values: V) => Promise<Result<Done, FormFault>>
  done?: (value: Done, values: V) => void
}

export type FormField<T> = {
  name: string
  value: T
  error: string | undefined
  onChange: (value: T) => void
  onBlur: () => void
}

export type Form<V extends Values> = {
  values: V
  set: <K extends keyof V & string>(name: K, value: V[K]) => void
  field: <K extends keyof V & string>(name: K) => FormField<V[K]>
  isDirty: boolean
  isBusy: boolean
  /** What belongs to no field. */
  fault: FormFault | null
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  reset: (values?: V) => void
}

type State<V> = { values: V; start: V; errors: FieldErrors; fault: FormFault | null; isBusy: boolean }

export function useForm<V extends Values, Done>({
  schema,
  start,
  submit,
  done,
}: FormOptions<V, Done>): Form<V> {
  const [state, setState] = useState<State<V>>(() => fresh(start))
  const isSending = useRef(false)
  const change = (part: Partial<State<V>>) => setState(now => ({ ...now, ...part }))
  const set: Form<V>['set'] = (name, value) =>
    setState(now => ({ ...now, values: { ...now.values, [name]: value }, errors: without(now.errors, name) }))

  const send = async (form: HTMLFormElement) => {
    const errors = errorsOf(schema, state.values)
    change({ errors, fault: null })
    if (Object.keys(errors).length > 0) return focusFirst(form, errors)
    isSending.current = true
    change({ isBusy: true })
    const answer = await submit(state.values)
    isSending.current = false
    if (answer.ok) {
      setState(now => ({ ...now, start: state.values, isBusy: false }))
      done?.(answer.value, state.values)
      return
    }
    const { errors: told, rest } = placeFault(answer.error, Object.keys(state.values))
    change({ errors: told, fault: rest, isBusy: false })
    focusFirst(form, told)
  }

  return {
    values: state.values,
    set,
    field: name => ({
      name,
      value: state.values[name],
      error: state.errors[name],
      onChange: value => set(name, value),
      onBlur: () => {
        const fault = isSame(state.values[name], state.start[name])
          ? undefined
          : errorsOf(schema, state.values)[name]
        if (fault !== undefined) change({ errors: { ...state.errors, [name]: fault } })
      },
    }),
    isDirty: !isSame(state.values, state.start),
    isBusy: state.isBusy,
    fault: state.fault,
    onSubmit: event => {
      event.preventDefault()
      if (!isSending.current) void send(event.currentTarget)
    },
    reset: values => setState(fresh(values ?? state.start)),
  }
}

function fresh<V>(values: V): State<V> {
  return { values, start: values, errors: {}, fault: null, isBusy: false }
}

function without(errors: FieldErrors, name: string): FieldErrors {
  const { [name]: _, ...rest } = errors
  return rest
}

/** Where the first fault is, there the typing goes on. */
function focusFirst(form: HTMLFormElement, errors: FieldErrors): void {
  const first = [...form.elements].find(
    element => element instanceof HTMLElement && Object.hasOwn(errors, element.getAttribute('name') ?? ''),
  )
  if (first instanceof HTMLElement) first.focus()
}
