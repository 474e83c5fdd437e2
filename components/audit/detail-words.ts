// What was done, as a person reads it: what is other than before, and what else is known of it.

export type Change = { what: string; before: string; after: string }
export type Fact = { what: string; value: string }
export type Told = { changes: readonly Change[]; facts: readonly Fact[] }

/** Times are spelled by whoever shows them: in the zone of the reader. */
type Spelling = { moment: (at: number) => string }

const DEPTH_MAX = 4

export function tell(detail: Readonly<Record<string, unknown>>, spelling: Spelling): Told {
  const { before, after, ...rest } = detail
  const isChange = 'before' in detail || 'after' in detail
  return {
    changes: isChange ? changesOf(before, after, spelling) : [],
    facts: flat(rest, '', spelling),
  }
}

function changesOf(before: unknown, after: unknown, spelling: Spelling): Change[] {
  if (!isRecord(before) && !isRecord(after)) {
    return [{ what: '', before: scalar('', before, spelling), after: scalar('', after, spelling) }]
  }
  const [old, next] = [flatMap(before, spelling), flatMap(after, spelling)]
  return [...new Set([...old.keys(), ...next.keys()])]
    .map(what => ({ what, before: old.get(what) ?? NONE, after: next.get(what) ?? NONE }))
    .filter(change => change.before !== change.after)
}

function flatMap(value: unknown, spelling: Spelling): Map<string, string> {
  const facts = isRecord(value) ? flat(value, '', spelling) : []
  return new Map(facts.map(({ what, value: text }) => [what, text]))
}

function flat(record: Readonly<Record<string, unknown>>, prefix: string, spelling: Spelling): Fact[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const what = prefix === '' ? words(name) : `${prefix}, ${words(name)}`
    const isDeep = prefix.split(',').length >= DEPTH_MAX
    if (isRecord(value) && !isDeep) return flat(value, what, spelling)
    return [{ what, value: scalar(name, value, spelling) }]
  })
}

const NONE = 'none'

function scalar(name: string, value: unknown, spelling: Spelling): string {
  if (value === null || value === undefined || value === '') return NONE
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return isMoment(name, value) ? spelling.moment(value) : String(value)
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    return value.length === 0 ? NONE : value.map(one => scalar(name, one, spelling)).join(', ')
  }
  return JSON.stringify(value)
}

const MOMENT_MAX_MS = 8_640_000_000_000_000

function isMoment(name: string, value: number): boolean {
  return /(^|_)(at|from|until)$/.test(name) && Number.isInteger(value) && Math.abs(value) <= MOMENT_MAX_MS
}

/** Names as on the wire, read as words. */
function words(name: string): string {
  return name.replaceAll('_', ' ')
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
