// Challenges for whoever signs in by a passkey. Any stranger may ask for one, so nothing is kept of it: its id says when it was
// made, and the challenge follows from the id by a key that nobody else has.
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { type EpochMs, epochMs, later, MINUTE_MS } from '#lib/base/time.ts'

export type Challenges = {
  make(at: EpochMs): { id: string; challenge: Uint8Array<ArrayBuffer> }
  /** Nothing when it is not of these minutes. For an id that was not made here it is one that nobody has seen. */
  open(id: string, at: EpochMs): { challenge: string; expiresAt: EpochMs } | undefined
}

export const CHALLENGE_GOOD_FOR_MS = 5 * MINUTE_MS

export function openChallenges(secret: string): Challenges {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'plimsoll challenges v1', 32))
  const challengeOf = (id: Buffer) => createHmac('sha256', key).update(id).digest()
  return {
    make: at => {
      const id = timedId(at)
      return { id: textOf(id), challenge: Uint8Array.from(challengeOf(id)) }
    },
    open: (text, at) => {
      const id = Buffer.from(text.replaceAll('-', ''), 'hex')
      const madeAt = epochMs(id.readUIntBE(0, TIME_BYTES))
      if (Math.abs(at - madeAt) >= CHALLENGE_GOOD_FOR_MS) return undefined
      return {
        challenge: challengeOf(id).toString('base64url'),
        expiresAt: later(madeAt, CHALLENGE_GOOD_FOR_MS),
      }
    },
  }
}

const TIME_BYTES = 6

/** A UUID of version 7: its first bytes are the time. */
function timedId(at: EpochMs): Buffer {
  const id = randomBytes(16)
  id.writeUIntBE(at, 0, TIME_BYTES)
  id.writeUInt8((id.readUInt8(6) & 0x0f) | 0x70, 6)
  id.writeUInt8((id.readUInt8(8) & 0x3f) | 0x80, 8)
  return id
}

function textOf(id: Buffer): string {
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
