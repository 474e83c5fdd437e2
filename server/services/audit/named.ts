// Puts names to the ids of people in rows of the audit log.
import type { AuditEntry } from '#lib/wire/audit.ts'
import { type ListedEntry, namesOf } from '#server/db/audit-list.ts'
import type { Sql } from '#server/db/client.ts'

export async function named(sql: Sql, entries: readonly ListedEntry[]): Promise<AuditEntry[]> {
  const names = await namesOf(
    sql,
    entries.flatMap(entry => [actorIdOf(entry), entry.object]),
  )
  return entries.map(entry => ({
    ...entry,
    actor_name: names.get(actorIdOf(entry)) ?? null,
    object_name: names.get(entry.object) ?? null,
  }))
}

/** Empty where nobody signed in acted. */
function actorIdOf({ actor }: ListedEntry): string {
  const { user_id: id } = actor
  return typeof id === 'string' ? id : ''
}
