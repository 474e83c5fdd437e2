// The checks that `npm run check:fixtures` runs. A codec or a formula registers here what recorded material must satisfy;
// the first two ask only that the material holds together, so that nothing later is judged by a broken record.

export type Material = {
  path: string
  /** As it was recorded: integers above 2^53 are whole here only. */
  text: string
  items: readonly unknown[]
}

export type FixtureCheck = {
  name: string
  files: RegExp
  /** What is wrong, in words; nothing when all is well. */
  run(material: Material): string[]
}

export const CHECKS: readonly FixtureCheck[] = [
  { name: 'candles hold together', files: /^ohlcv\/.*(perp|mark|PERP).*\.csv\.gz$/, run: candleFaults },
  { name: 'brackets meet', files: /^tiers\/.*\.json$/, run: bracketFaults },
]

function candleFaults({ items }: Material): string[] {
  const faults: string[] = []
  let before = Number.NEGATIVE_INFINITY
  for (const item of items as Record<string, string>[]) {
    const [at = 0, open = 0, high = 0, low = 0, close = 0] = Object.values(item).map(Number)
    if (!(at > before)) faults.push(`${at} does not follow ${before}`)
    if (!(low <= Math.min(open, close) && Math.max(open, close) <= high))
      faults.push(`${at} leaves its range`)
    before = at
  }
  return faults
}

type Bracket = { notionalFloor: string; notionalCap: string }

function bracketFaults({ text }: Material): string[] {
  const tiers: Record<string, { brackets: Bracket[] }> = JSON.parse(text)
  return Object.entries(tiers).flatMap(([symbol, { brackets }]) =>
    brackets
      .slice(1)
      .filter((bracket, index) => bracket.notionalFloor !== brackets[index]?.notionalCap)
      .map(bracket => `${symbol}: nothing ends where the bracket at ${bracket.notionalFloor} begins`),
  )
}
