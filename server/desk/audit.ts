// Follows every chain of the audit log and compares it with the heads that were kept outside the database.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { verifyAudit } from '#server/db/audit.ts'
import type { AuditHead } from '#server/db/audit-walk.ts'
import { HEADS_FILE, parseHeads } from '#server/jobs/kept-heads.ts'
import type { Answer, DeskCommand } from './command.ts'

const FAULTS_SHOWN = 20

export const auditVerify: DeskCommand = {
  name: 'audit verify',
  words: [],
  options: {},
  needs: [],
  about:
    'follow every chain of the audit log; exit code 1 when a row was edited, deleted, reordered or cut off',
  run: async ground => {
    const heads = await keptHeads(join(ground.place.audit, HEADS_FILE))
    if (!heads.ok) return heads
    return ground.withDatabase<Answer>(async ({ sql }) => {
      const verified = await verifyAudit(sql, heads.value)
      if (verified.ok) {
        const { chains, rows } = verified.value
        const line = `the audit log holds: ${rows} rows in ${chains} chains, ${heads.value.length} heads kept outside agree`
        return ok({
          lines: [line],
          json: { holds: true, chains, rows, heads: heads.value.length, faults: [] },
        })
      }
      const faults = verified.error.map(({ chain, sequence, fault }) => ({
        chain,
        sequence: Number(sequence),
        fault,
      }))
      return ok({
        isBad: true,
        json: { holds: false, heads: heads.value.length, faults },
        lines: [
          `the audit log does NOT hold: ${faults.length} faults`,
          ...faults.slice(0, FAULTS_SHOWN).map(told => `  ${told.chain} row ${told.sequence} ${told.fault}`),
        ],
      })
    })
  },
}

/** A desk that is younger than an hour has kept none yet. */
async function keptHeads(path: string): Promise<Result<AuditHead[], string>> {
  try {
    const heads = parseHeads(await readFile(path, 'utf8'))
    return heads.ok ? heads : refused(`${path}: line ${heads.error} cannot be read`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok([])
    throw error
  }
}
