// Follows every chain of the audit log and compares it with the heads that were kept outside the database, when the owner asks.
import { join } from 'node:path'
import { auditHeads, verifyAudit } from '#server/db/audit.ts'
import { absenceOf, keptHeads } from './heads-outside.ts'
import { FinalFault, type Job, type JobTurn } from './job.ts'
import { HEADS_FILE } from './kept-heads.ts'

const FAULTS_SHOWN = 3

export function auditCheck(folder: string | undefined): Job {
  return {
    name: 'audit-check',
    run: async turn => {
      if (folder === undefined)
        throw new FinalFault('no folder was handed down for the heads of the audit log')
      return await check(join(folder, HEADS_FILE), turn)
    },
  }
}

async function check(path: string, turn: JobTurn): Promise<string> {
  const { sql } = turn.db
  const kept = await keptHeads(path)
  const ends = await auditHeads(sql)
  const count = ends.reduce((sum, { sequence }) => sum + Number(sequence), 0)
  const verified = await verifyAudit(sql, kept.heads, rows => {
    turn.signal.throwIfAborted()
    turn.progress((100 * rows) / Math.max(1, count), `${whole(rows)} of ${whole(count)} rows`)
  })
  const absence = await absenceOf(kept.at, sql, turn.at)
  const complaints = [
    ...kept.wrongLines.map(line => `line ${line} of the heads kept outside cannot be read`),
    ...(absence === undefined ? [] : [absence]),
  ]
  if (!verified.ok) {
    const faults = verified.error.map(({ chain, sequence, fault }) => `${chain} row ${sequence} ${fault}`)
    const more = faults.length > FAULTS_SHOWN ? `; and ${faults.length - FAULTS_SHOWN} more` : ''
    throw new FinalFault(`the log does NOT hold: ${faults.slice(0, FAULTS_SHOWN).join('; ')}${more}`)
  }
  const { rows, chains } = verified.value
  const holds = `${counted(rows, 'row')} in ${counted(chains, 'chain')} hold`
  if (complaints.length > 0) throw new FinalFault(`${holds}, but ${complaints.join('; ')}`)
  const { length } = kept.heads
  const outside =
    length === 0 ? 'no head is kept outside yet' : `${counted(length, 'head')} kept outside agree`
  return `${holds}; ${outside}`
}

function counted(count: number, noun: string): string {
  return `${whole(count)} ${noun}${count === 1 ? '' : 's'}`
}

function whole(count: number): string {
  return count.toLocaleString('en')
}
