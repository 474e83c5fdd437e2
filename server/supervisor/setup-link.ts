// The one-time link by which the first person comes in.
import { openDb } from '#server/db/client.ts'
import { makeSetupLink } from '#server/db/entry-links.ts'
import { hasOwner } from '#server/db/users.ts'
import type { Starting } from './starting.ts'

/** Only while nobody owns the desk; made with the owner's rights, printed once. */
export async function setupLinkOf(
  { options, base }: Starting,
  ownerUrl: string,
): Promise<string | undefined> {
  const db = openDb(ownerUrl, { poolMax: 1 })
  try {
    if (await hasOwner(db.sql)) return undefined
    return `${base.plan.origin}/setup#${await makeSetupLink(db.sql, options.clock.now())}`
  } finally {
    await db.close()
  }
}
