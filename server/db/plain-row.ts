// Prisma's raw answers speak other types than pg's: here they are made alike, so that a query means the same on both roads.
import { Prisma } from './generated/client.ts'

type Row = Record<string, unknown>

export function plainRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(value)]))
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (Prisma.Decimal.isDecimal(value)) return value.toFixed()
  return value
}
