// The second factor as a person shows it: a code of their app, or one of the recovery codes. Each counts once.
import type { UserId } from '#lib/base/id.ts'
import type { EpochMs } from '#lib/base/time.ts'
import type { Sql, Tx } from '#server/db/client.ts'
import { useRecoveryCode } from '#server/db/recovery-codes.ts'
import { findTotp, takeTotpStep } from '#server/db/users.ts'
import type { Auth } from './auth.ts'
import { hashOfRecoveryCode } from './recovery.ts'
import { plainCode, stepOfCode } from './totp.ts'
import { NOT_OPENED } from './unopened-seeds.ts'

export type ShownCode = { readonly userId: UserId; readonly code: string; readonly at: EpochMs }

const APP_CODE = /^\d{6}$/
/** Nobody's seed, so that a code shown for nobody costs the same work. */
const NO_SEED = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Which it was, used up within the caller's transaction; nothing when it does not count. */
export async function useCode(
  { sql }: Pick<Tx, 'sql'>,
  auth: Pick<Auth, 'seeds' | 'log'>,
  { userId, code, at }: ShownCode,
): Promise<'totp' | 'recovery' | undefined> {
  const plain = plainCode(code)
  if (APP_CODE.test(plain)) {
    return (await useAppCode(sql, auth, { userId, code: plain, at })) ? 'totp' : undefined
  }
  const isUsed = await useRecoveryCode(sql, { userId, codeHash: hashOfRecoveryCode(plain), at })
  return isUsed ? 'recovery' : undefined
}

async function useAppCode(
  sql: Sql,
  auth: Pick<Auth, 'seeds' | 'log'>,
  { userId, code, at }: ShownCode,
): Promise<boolean> {
  const sealed = await findTotp(sql, userId)
  const seed = sealed && auth.seeds.open(userId, sealed)
  if (sealed && seed === undefined) auth.log.error('seed_not_opened', { user_id: userId, reason: NOT_OPENED })
  const step = stepOfCode(seed ?? NO_SEED, code, at)
  return seed !== undefined && step !== undefined && (await takeTotpStep(sql, userId, step))
}
