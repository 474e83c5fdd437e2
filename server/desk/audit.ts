// Follows every chain of the audit log and compares it with the heads that were kept outside the database.
import { join } from 'node:path'
import { ok } from '#lib/base/result.ts'
import { verifyAudit } from '#server/db/audit.ts'
import { absenceOf, keptHeads } from '#server/jobs/heads-outside.ts'
import { HEADS_FILE, type KeptHeads } from '#server/jobs/kept-heads.ts'
import type { Answer, DeskCommand } from './command.ts'

const FAULTS_SHOWN = 20

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
