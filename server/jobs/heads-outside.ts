// The heads of the audit chains as they stand outside the database: what was kept, and whether some should be there and are not.
import { readFile } from 'node:fs/promises'
import { type EpochMs, epochMs, HOUR_MS } from '#lib/base/time.ts'
import { auditBegan } from '#server/db/audit.ts'
import type { Sql } from '#server/db/client.ts'
import { hasRun } from '#server/db/heartbeats.ts'
import { type KeptHeads, parseHeads } from './kept-heads.ts'

/** They are kept each hour: this long without one is one that did not come. */
const HEADS_AGE_MS_MAX = 2 * HOUR_MS

/** Without the heads a chain whose end was cut off looks whole: that they are missing must not go unsaid. */
export async function absenceOf(
  keptAt: EpochMs | undefined,
  sql: Sql,
  now: EpochMs,
): Promise<string | undefined> {
  const beganAt = await auditBegan(sql)
  if (beganAt === null) return undefined
  if (keptAt === undefined) {
    const isYoung = now - beganAt <= HEADS_AGE_MS_MAX
    return isYoung
      ? undefined
      : 'no head was kept, or the file is gone: an end that was cut off would not show'
  }
  const since = epochMs(Math.max(keptAt, beganAt))
  const isLate = await hasRun(sql, { process: 'jobs', since, durationMs: HEADS_AGE_MS_MAX })
  return isLate
    ? `no head was kept since ${new Date(keptAt).toISOString()}, though the desk ran: an end that was cut off after it would not show`
    : undefined
}

/** A desk that is younger than an hour has kept none yet. */
export async function keptHeads(path: string): Promise<KeptHeads> {
  try {
    return parseHeads(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return parseHeads('')
    throw error
  }
}
