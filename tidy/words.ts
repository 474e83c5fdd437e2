// Words, names and sizes the house does not want, as data, each with its reason.

type Word = {
  word: RegExp
  where: RegExp
  but?: RegExp
  why: string
  /** Looked for in comments too. */
  inComments?: true
}
export const CODE = /\.(ts|tsx|mjs)$/
export const TESTS = /\.(test|spec)\.ts$/
export const WORDS: readonly Word[] = [
  {
    word: /@ts-(ignore|nocheck|expect-error)/,
    where: CODE,
    inComments: true,
    why: 'types are told the truth',
  },
  { word: /\bas (unknown as|any)\b/, where: CODE, why: 'parse it, or prove the cast' },
  { word: /\b(TODO|FIXME|XXX)\b/, where: CODE, inComments: true, why: 'decide it, or write an issue' },
  { word: /^\s*['"]use server['"]/m, where: CODE, why: 'no server actions: every write is a route' },
  {
    word: /['"]next\/(image|font\/google)['"]/,
    where: CODE,
    why: 'no optimizer, no font host, no middleware',
  },
  {
    word: /\bcatch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\(\w*\) => (\{\s*\}|undefined|null)\)/,
    where: CODE,
    why: 'a swallowed fault',
  },
  {
    word: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
    where: CODE,
    but: /^server\/clock\.ts$|^components\/data\/|^bin\/|^bench\/|^e2e\//,
    why: 'server/clock.ts asks the time, others are handed it',
  },
  {
    word: /\bMath\.random\(|\brandomUUID\(|\brandomBytes\(/,
    where: /^lib\//,
    why: 'ids and chance are handed in',
  },
  { word: /mode\s*===?\s*['"](paper|live|backtest)['"]/, where: /^lib\//, why: 'modes are wiring' },
  {
    word: /\bparseFloat\(|\.toFixed\(\d|\bNumber\((price|qty|amount|notional)/,
    where: /^(lib|server\/(services|engine|venues|local-venue|db))\//, // where money flows
    but: /^lib\/format\//,
    why: 'money is decimal',
  },
  {
    word: /^(export )?let /m,
    where: CODE,
    but: /^server\/runtime\.ts$|\.(test|spec)\.ts$/,
    why: 'no module-level mutable state',
  },
  {
    word: /^(export )?const \w+ = (new (Map|Set|WeakMap)(<[^=]*>)?\(\)|\[\])$/m,
    where: CODE,
    but: /^server\/runtime\.ts$|\.(test|spec)\.ts$/,
    why: 'no module-level mutable state',
  },
  {
    word: /\bsetTimeout\(|timers\/promises|\bsleep\(|waitForTimeout/,
    where: TESTS,
    why: 'a test never sleeps',
  },
  {
    word: /\b(test|it|describe)\.(skip|todo|only)\b|\b(skip|todo): (true|['"])/,
    where: TESTS,
    why: 'a test runs, or is deleted',
  },
  {
    word: /\blog\.(debug|info|warn|error)\(['"](?![a-z]+(_[a-z]+)*['"])/,
    where: CODE,
    why: 'an event is a snake_case name',
  },
  {
    word: /biome-ignore [^:]+:\s*(<.*>)?\s*$/m,
    where: CODE,
    inComments: true,
    why: 'an exception bears its reason',
  },
]
export const NO_NAMES =
  /(^|\/)(utils?|helpers?|common|misc|shared|types|managers?|services?\.ts|impl|hooks)(\.[a-z.]+|\/|$)/
export const NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|db\.test|d))?\.(ts|tsx|mjs|js|css)$/
export const MIGRATION = /^prisma\/migrations\/\d{14}_[a-z]+(_[a-z]+)+\/migration\.sql$/
export const LINES_MAX = 300
export const IMPORTS_MAX = 10
/** Files that are too long for a named reason. This list only ever gets shorter. */
export const TOO_LONG: Readonly<Record<string, string>> = {}
