// Waits for a state of the world instead of for a time: looks again until it is there, and tells what was missing if not.
// What comes after its time has not come.

const LOOK_EVERY_MS = 100

export async function until<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | undefined> | T | undefined,
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const seen = await look()
    if (performance.now() > deadline) throw new Error(`not within ${Math.round(withinMs)} ms: ${what}`)
    if (seen !== undefined) return seen
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** The same for something that tells by itself. */
export async function within<T>(what: string, withinMs: number, coming: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`not within ${withinMs} ms: ${what}`)), withinMs)
  try {
    return await Promise.race([coming, late])
  } finally {
    clearTimeout(timer)
  }
}
