// Follows audit rows in the order of their chains and says what does not fit. Pure: rows in, faults out.
import { type AuditRow, auditHash, GENESIS } from './audit-hash.ts'

/** Where a chain ends. */
export type AuditHead = { chain: string; sequence: bigint; hash: Buffer }
export type AuditFault = { chain: string; sequence: bigint; fault: string }
export type StoredEntry = Omit<AuditRow, 'sequence'> & {
  sequence: bigint
  previousHash: Buffer
  hash: Buffer
}
/** Somebody who saw the chain end in this row once: the head row, or a head kept outside the database. */
export type Witness = AuditHead & { name: string }

export type Walk = {
  see(entry: StoredEntry): void
  /** What is told at the end: witnesses nobody met, and rows beyond where the chains end now. */
  finish(headsNow: readonly AuditHead[]): void
  readonly faults: readonly AuditFault[]
  readonly totals: { readonly chains: number; readonly rows: number }
}

export function openWalk(witnesses: readonly Witness[]): Walk {
  const faults: AuditFault[] = []
  const ends = new Map<string, { sequence: bigint; hash: Buffer }>()
  const waiting = Map.groupBy(witnesses, key)
  let rows = 0
  return {
    faults,
    get totals() {
      return { chains: ends.size, rows }
    },
    see: entry => {
      rows++
      const last = ends.get(entry.chain) ?? { sequence: 0n, hash: GENESIS }
      const told = [
        ...followFaults(entry, last),
        ...rowFaults(entry),
        ...witnessFaults(entry, waiting.get(key(entry))),
      ]
      for (const fault of told) faults.push({ chain: entry.chain, sequence: entry.sequence, fault })
      waiting.delete(key(entry))
      ends.set(entry.chain, entry)
    },
    finish: headsNow => {
      for (const { chain, sequence, name } of [...waiting.values()].flat()) {
        faults.push({ chain, sequence, fault: `is missing, though the ${name} knows it: the chain was cut` })
      }
      const heads = new Map(headsNow.map(head => [head.chain, head.sequence]))
      for (const [chain, { sequence }] of ends) {
        if (sequence > (heads.get(chain) ?? 0n))
          faults.push({ chain, sequence, fault: 'lies beyond the head of its chain' })
      }
    },
  }
}

function* followFaults(entry: StoredEntry, last: { sequence: bigint; hash: Buffer }): Iterable<string> {
  const expected = last.sequence + 1n
  if (entry.sequence !== expected) yield `follows row ${last.sequence}: row ${expected} is missing`
  else if (!entry.previousHash.equals(last.hash))
    yield `does not follow row ${last.sequence}: one of the two was changed`
}

function* rowFaults(entry: StoredEntry): Iterable<string> {
  if (entry.previousHash.length !== GENESIS.length) {
    yield 'was changed: what it follows is no hash'
    return
  }
  const computed = auditHash(entry.previousHash, { ...entry, sequence: String(entry.sequence) })
  if (!computed.equals(entry.hash)) yield 'was changed: its hash is another'
}

function* witnessFaults(entry: StoredEntry, witnesses: readonly Witness[] = []): Iterable<string> {
  for (const { name, hash } of witnesses) {
    if (!hash.equals(entry.hash)) yield `is not the row that the ${name} knows`
  }
}

function key({ chain, sequence }: { chain: string; sequence: bigint }): string {
  return `${sequence} ${chain}`
}
