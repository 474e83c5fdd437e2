// Another password for whoever asks, by the one they have. A wrong one is counted and kept, though it is refused.

import { easyToGuess } from '#lib/base/guessable.ts'
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { ChangePassword } from '#lib/wire/account.ts'
import { noteGuess } from '#server/auth/guesses.ts'
import type { Verb } from '../context.ts'
import { BUSY, invalid } from '../entry/refusals.ts'
import { record } from '../record.ts'
import { mayGuess } from './guesser.ts'
import { replacePassword } from './replace-password.ts'

export const changePassword: Verb<typeof ChangePassword> = async ({ ctx, input }) => {
  const { password, new_password: chosen } = input.body
  const { db, auth } = ctx
  const before = await db.transact(tx => mayGuess(tx.sql, ctx, 'password'))
  if (!before.ok) return before
  const { name, passwordHash } = before.value.login
  const easy = chosen === password ? 'it is the one you have' : easyToGuess(chosen, [name, auth.rpId])
  if (easy !== undefined) return refused(invalid('body.new_password', `Choose another password: ${easy}.`))
  const asker = { from: ctx.actor.user_id, isKnown: true }
  const right = await auth.passwords.verify(passwordHash, password, asker)
  if (!right.ok) return refused(BUSY)
  const after = right.value ? await auth.passwords.hash(chosen) : undefined
  if (after?.ok === false) return refused(BUSY)
  return await db.transact(async tx => {
    // Asked again: many tries may have been under way at once, and a right one among too many does not count either.
    const now = await mayGuess(tx.sql, ctx, 'password')
    if (!now.ok) return now
    const of = after && { before: passwordHash, after: after.value }
    const ticket = of && (await replacePassword(tx, ctx, of))
    if (ticket !== undefined) return ok({ ticket })
    await noteGuess(tx.sql, now.value.guesser)
    const about = { chain: INSTALLATION, action: 'password-change.refused', object: ctx.actor.user_id }
    await record(tx, ctx, { ...about, detail: { reason: 'wrong password', address: ctx.visitor.address } })
    return refused(invalid('body.password', 'This is not the password you have now.'))
  })
}
