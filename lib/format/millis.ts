// Short spans measured on a road: milliseconds with as many digits as mean something.

export function millis(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1_000).toFixed(1)} s`
  return `${ms.toFixed(ms >= 10 || Number.isInteger(ms) ? 0 : 1)} ms`
}
