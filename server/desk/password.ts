// A one-time link to a new password, for whoever lost theirs: printed for the operator, who hands it on.
import { ok, refused } from '#lib/base/result.ts'
import { makeResetLink } from '#server/db/entry-links.ts'
import { findLogin } from '#server/db/users.ts'
import type { Answer, DeskCommand } from './command.ts'

export const resetPassword: DeskCommand = {
  name: 'reset-password',
  words: ['name'],
  options: { 'second-factor': true },
  needs: [],
  about:
    'a one-time link to a new password, good for 30 minutes; every session and every invitation of theirs ends when it is used. With --second-factor app, recovery codes and passkeys give way to new ones, and API tokens end',
  run: (ground, { words: [name = ''], options }) =>
    ground.withDatabase<Answer>(async db => {
      const isFactorReset = options['second-factor'] === true
      const login = await findLogin(db.sql, name)
      if (login === undefined) return refused('there is nobody by that name on this desk')
      const { userId } = login
      const token = await makeResetLink(db.sql, { userId, isFactorReset, at: ground.clock.now() })
      const url = `${ground.origin}/reset#${token}`
      return ok({ json: { url, name: login.name, is_factor_reset: isFactorReset }, lines: [url] })
    }),
}
