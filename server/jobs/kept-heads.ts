// The heads of the audit chains as they are kept outside the database: one line of JSON each time.
import { z } from 'zod'
import { type EpochMs, epochMs } from '#lib/base/time.ts'
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

export type KeptHeads = {
  /** Every head that was ever kept, once. */
  heads: AuditHead[]
  /** When the last ones were kept. */
  at: EpochMs | undefined
  /** The numbers of lines that nobody can read. One that was cut by a stop of the machine is not among them. */
  wrongLines: number[]
}

export function parseHeads(text: string): KeptHeads {
  const heads = new Map<string, AuditHead>()
  const wrongLines: number[] = []
  let at: EpochMs | undefined
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue
    const parsed = parseLine(line)
    if (parsed === undefined) {
      if (!isCut(line)) wrongLines.push(index + 1)
      continue
    }
    at = epochMs(Math.max(at ?? 0, parsed.at))
    for (const { chain, sequence, hash } of parsed.heads) {
      heads.set(`${sequence} ${hash} ${chain}`, {
        chain,
        sequence: BigInt(sequence),
        hash: Buffer.from(hash, 'hex'),
      })
    }
  }
  return { heads: [...heads.values()], at, wrongLines }
}

const LINE_BEGIN = '{"at":'

/** Half a line hides no more than a line that is not there: the next ones hold the same chains, further on. */
function isCut(line: string): boolean {
  const isBegun = LINE_BEGIN.startsWith(line) || line.startsWith(LINE_BEGIN)
  return isBegun && !line.endsWith(']}')
}

function parseLine(line: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(line)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
