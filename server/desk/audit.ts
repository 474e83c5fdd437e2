// Follows every chain of the audit log and compares it with the heads that were kept outside the database.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '#lib/base/result.ts'
import { type EpochMs, epochMs, HOUR_MS } from '#lib/base/time.ts'
import { auditBegan, verifyAudit } from '#server/db/audit.ts'
import type { Sql } from '#server/db/client.ts'
import { hasRun } from '#server/db/heartbeats.ts'
import { HEADS_FILE, type KeptHeads, parseHeads } from '#server/jobs/kept-heads.ts'
import type { Answer, DeskCommand } from './command.ts'

const FAULTS_SHOWN = 20
/** They are kept each hour: this long without one is one that did not come. */
const HEADS_AGE_MS_MAX = 2 * HOUR_MS

export const auditVerify: DeskCommand = {
  name: 'audit verify',
  words: [],
  options: {},
  needs: [],
  about:
    'follow every chain of the audit log; exit code 1 when a row was edited, deleted, reordered or cut off, or when the heads outside are not as they should be',
  run: async ground => {
    const path = join(ground.place.audit, HEADS_FILE)
    const kept = await keptHeads(path)
    return ground.withDatabase<Answer>(async ({ sql }) => {
      const verified = await verifyAudit(sql, kept.heads)
      const absence = await absenceOf(kept.at, sql, ground.clock.now())
      const complaints = [
        ...kept.wrongLines.map(line => `${path}: line ${line} cannot be read`),
        ...(absence === undefined ? [] : [`${path}: ${absence}`]),
      ]
      return ok(answerOf(verified, kept, complaints))
    })
  },
}

function answerOf(
  verified: Awaited<ReturnType<typeof verifyAudit>>,
  { heads }: KeptHeads,
  complaints: readonly string[],
): Answer {
  const json = { holds: verified.ok, heads: heads.length, complaints }
  if (verified.ok) {
    const { chains, rows } = verified.value
    const line = `the audit log holds: ${rows} rows in ${chains} chains, ${heads.length} heads kept outside agree`
    return {
      isBad: complaints.length > 0,
      lines: [line, ...complaints],
      json: { ...json, chains, rows, faults: [] },
    }
  }
  const faults = verified.error.map(({ chain, sequence, fault }) => ({
    chain,
    sequence: Number(sequence),
    fault,
  }))
  return {
    isBad: true,
    json: { ...json, faults },
    lines: [
      `the audit log does NOT hold: ${faults.length} faults`,
      ...faults.slice(0, FAULTS_SHOWN).map(told => `  ${told.chain} row ${told.sequence} ${told.fault}`),
      ...complaints,
    ],
  }
}

/** Without the heads a chain whose end was cut off looks whole: that they are missing must not go unsaid. */
async function absenceOf(keptAt: EpochMs | undefined, sql: Sql, now: EpochMs): Promise<string | undefined> {
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
async function keptHeads(path: string): Promise<KeptHeads> {
  try {
    return parseHeads(await readFile(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return parseHeads('')
    throw error
  }
}
