// Refusals are values, not exceptions: whoever calls must look at both ways out.

export type Ok<Value> = { readonly ok: true; readonly value: Value }
export type Refused<E> = { readonly ok: false; readonly error: E }
export type Result<Value, E> = Ok<Value> | Refused<E>

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value }
}

export function refused<E>(error: E): Refused<E> {
  return { ok: false, error }
}
