// Makes another set-up link, as the start prints one while nobody owns the desk.
import { ok, refused } from '#lib/base/result.ts'
import { makeSetupLink } from '#server/db/entry-links.ts'
import { hasOwner } from '#server/db/users.ts'
import type { DeskCommand } from './command.ts'

export const setupLink: DeskCommand = {
  name: 'setup-link',
  words: [],
  options: {},
  needs: [],
  about: 'a one-time link to set the desk up, good for 30 minutes; only while it has no owner',
  run: ground =>
    ground.withDatabase(async ({ sql }) => {
      if (await hasOwner(sql)) return refused('the desk has an owner: there is nothing left to set up')
      const url = `${ground.origin}/setup#${await makeSetupLink(sql, ground.clock.now())}`
      return ok({ json: { url }, lines: [url] })
    }),
}
