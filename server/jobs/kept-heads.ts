// The heads of the audit chains as they are kept outside the database: one line of JSON each time.
import { z } from 'zod'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { AuditHead } from '#server/db/audit-walk.ts'

export const HEADS_FILE = 'heads.jsonl'

const Line = z.strictObject({
  at: z.int(),
  heads: z.array(
    z.strictObject({ chain: z.string(), sequence: z.int(), hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})

export function encodeHeads(at: EpochMs, heads: readonly AuditHead[]): string {
  const line: z.infer<typeof Line> = {
    at,
    heads: heads.map(({ chain, sequence, hash }) => ({
      chain,
      sequence: Number(sequence),
      hash: hash.toString('hex'),
    })),
  }
  return `${JSON.stringify(line)}\n`
}

/** Every head that was ever kept, once; or the number of the first line that nobody can read. */
export function parseHeads(text: string): Result<AuditHead[], number> {
  const heads = new Map<string, AuditHead>()
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    const parsed = parseLine(line)
    // A machine that stops while it writes leaves its last line cut.
    if (parsed === undefined && index === lines.length - 1) continue
    if (parsed === undefined) return refused(index + 1)
    for (const { chain, sequence, hash } of parsed.heads) {
      heads.set(`${sequence} ${hash} ${chain}`, {
        chain,
        sequence: BigInt(sequence),
        hash: Buffer.from(hash, 'hex'),
      })
    }
  }
  return ok([...heads.values()])
}

function parseLine(line: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(line)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
