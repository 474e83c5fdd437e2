// A row of the audit log as a line of a file: every field, so that whoever has the file can follow the chain.
import { csvLine } from '#lib/format/csv.ts'
import type { AuditEntry } from '#lib/wire/audit.ts'

type Columns = Record<string, (entry: AuditEntry) => string | number>

const COLUMNS: Columns = {
  at: ({ at }) => new Date(at).toISOString(),
  at_ms: ({ at }) => at,
  actor_kind: ({ actor }) => textOf(actor['kind']),
  actor_id: ({ actor }) => textOf(actor['user_id']),
  actor_name: ({ actor_name: name }) => name ?? '',
  action: ({ action }) => action,
  object: ({ object }) => object,
  object_name: ({ object_name: name }) => name ?? '',
  detail: ({ detail }) => JSON.stringify(detail),
  correlation_id: entry => entry.correlation_id,
  chain: ({ chain }) => chain,
  sequence: ({ sequence }) => sequence,
  actor: ({ actor }) => JSON.stringify(actor),
  hash: ({ hash }) => hash,
}

export function csvHead(): string {
  return csvLine(Object.keys(COLUMNS))
}

export function csvOf(entry: AuditEntry): string {
  return csvLine(Object.values(COLUMNS).map(cell => cell(entry)))
}

export function jsonlOf(entry: AuditEntry): string {
  return `${JSON.stringify({ ...entry, at_iso: new Date(entry.at).toISOString() })}\n`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
