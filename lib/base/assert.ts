// A broken invariant is a bug: it is thrown, and nobody catches it to go on.

export function assert(holds: boolean, message: string): asserts holds {
  if (!holds) throw new Error(`broken invariant: ${message}`)
}

export function assertNever(value: never): never {
  throw new Error(`broken invariant: nobody expected ${JSON.stringify(value)}`)
}
