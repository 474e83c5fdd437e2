// Writes the heads of the audit chains to a file outside the database, each hour: who can rewrite the database cannot rewrite
// this file too, and `desk audit verify` compares.
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { HOUR_MS } from '#lib/base/time.ts'
import { auditHeads } from '#server/db/audit.ts'
import type { Job, JobTurn } from './job.ts'
import { encodeHeads, HEADS_FILE } from './kept-heads.ts'

export function auditHead(folder: string | undefined): Job {
  return {
    name: 'audit-head',
    cron: '5 * * * *',
    periodMs: HOUR_MS,
    run: async turn => {
      if (folder === undefined) throw new Error('no folder was handed down for the heads of the audit log')
      return keepHeads(folder, turn)
    },
  }
}

async function keepHeads(folder: string, turn: JobTurn): Promise<string> {
  const heads = await auditHeads(turn.db.sql)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Opened to append, and on the disk before the run is called done: a head that is lost proves nothing.
  const file = await open(join(folder, HEADS_FILE), 'a+', 0o600)
  try {
    // A machine that stopped while it wrote left a line cut: the next one is not to become part of it.
    const gap = (await endsInLine(file)) ? '' : '\n'
    await file.appendFile(gap + encodeHeads(turn.at, heads))
    await file.sync()
  } finally {
    await file.close()
  }
  return heads.length === 1 ? 'the head of 1 chain is kept' : `the heads of ${heads.length} chains are kept`
}

async function endsInLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  if (size === 0) return true
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 })
  return buffer.toString() === '\n'
}
