// Name, password and code in one go, for a ticket. Who is not let in learns neither by text nor by time which of them was wrong:
// nobody's password is checked as long as somebody's, and whose password is wrong shows a code of nobody.
import { refused } from '#lib/base/result.ts'
import type { SignIn } from '#lib/wire/entry.ts'
import { rateAddress } from '#server/auth/rate-address.ts'
import { isDeviceOf } from '#server/db/devices.ts'
import { findLogin } from '#server/db/users.ts'
import type { Verb } from '../context.ts'
import { letIn, NOBODY } from './let-in.ts'
import { BUSY, tooManyTries } from './refusals.ts'
import { tryWait } from './tries.ts'

export const signIn: Verb<typeof SignIn> = async ({ ctx, input }) => {
  const { db, at, auth, visitor } = ctx
  const { name: typed, password, code } = input.body
  const name = typed.trim()
  const login = await findLogin(db.sql, name)
  const userId = login?.userId ?? NOBODY
  const isKnown = await isDeviceOf(db.sql, userId, visitor.deviceHash)
  const guess = { name, address: visitor.address, deviceHash: isKnown ? visitor.deviceHash : null, at }
  const waitMs = await tryWait(db.sql, guess)
  if (waitMs > 0) return tooManyTries(waitMs)
  const passwordHash = login?.passwordHash ?? null
  const asker = { from: rateAddress(visitor.address), isKnown }
  const checked = await auth.passwords.verify(passwordHash, password, asker)
  if (!checked.ok) return refused(BUSY)
  return await letIn(ctx, { guess, userId, code, passwordHash: checked.value ? passwordHash : null })
}
