// Ten codes to write down, for the day the phone is gone: 128 random bits each, shown once, stored as a hash.
import { createHash, randomBytes } from 'node:crypto'
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Tx } from '#server/db/client.ts'
import { replaceRecoveryCodes } from '#server/db/recovery-codes.ts'

const COUNT = 10
const CODE_BYTES = 16
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567' // as base32 has them: none looks like another

/** The old ones are worthless from now on. */
export async function newRecoveryCodes(tx: Pick<Tx, 'sql'>, userId: UserId, at: EpochMs): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () => base32(randomBytes(CODE_BYTES)))
  await replaceRecoveryCodes(tx.sql, { userId, codeHashes: codes.map(hashOfRecoveryCode), at })
  return codes.map(code => (code.match(/.{5}(?=.{5})|.+/g) ?? []).join('-'))
}

/** Of the code without the dashes that it is shown with. */
export function hashOfRecoveryCode(plain: string): Buffer {
  return createHash('sha256').update(plain).digest()
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map(five => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}
