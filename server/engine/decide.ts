// What becomes of a command: one decision for each kind.
import { assertNever } from '#lib/base/assert.ts'
import type { EpochMs } from '#lib/base/time.ts'
import { CommandKind } from '#lib/wire/command.ts'
import type { ClaimedCommand } from '#server/db/commands.ts'

export type Outcome = { state: 'done' | 'refused'; outcome: Record<string, unknown> }

export function decide(command: ClaimedCommand, seat: { at: EpochMs; epoch: bigint }): Outcome {
  const kind = CommandKind.safeParse(command.kind)
  if (!kind.success) return { state: 'refused', outcome: { reason: 'this engine knows no such command' } }
  const known = kind.data
  switch (known) {
    case 'check-road':
      return { state: 'done', outcome: { decided_at: seat.at, epoch: Number(seat.epoch) } }
    default:
      return assertNever(known)
  }
}
