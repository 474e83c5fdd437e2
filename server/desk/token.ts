// API tokens by the operator, for whom nobody has to sign in: made for a person, listed, and made worthless.
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { Uuid } from '#lib/wire/scalars.ts'
import type { Scope } from '#lib/wire/scope.ts'
import { CreateToken } from '#lib/wire/token.ts'
import { type ApiTokenOfPerson, listAllApiTokens, revokeApiToken } from '#server/db/api-tokens.ts'
import { findPersonCalled } from '#server/db/people.ts'
import { record } from '#server/services/record.ts'
import { makeToken } from '#server/services/tokens/make.ts'
import type { Answer, Asked, DeskCommand } from './command.ts'

const OPERATOR = { actor: { kind: 'operator' }, correlationId: '' }

export const tokenCreate: DeskCommand = {
  name: 'token create',
  words: ['person'],
  options: { name: 'name', scope: 'read|propose|trade', days: 'days' },
  needs: ['name', 'scope', 'days'],
  about: 'an API token for a person, told once; the role of that person bounds it as well',
  run: async (ground, asked) => {
    const wish = wishOf(asked)
    if (!wish.ok) return wish
    const at = ground.clock.now()
    return await ground.withDatabase<Answer>(async db => {
      const person = await findPersonCalled(db.sql, asked.words[0] ?? '')
      if (person === undefined) return refused('there is nobody by that name on this desk')
      const userId = person.id as UserId // the id of a row that was just read
      const made = await db.transact(tx => makeToken(tx, OPERATOR, { ...wish.value, userId, at }))
      if (!made.ok) return refused(made.error.message)
      const { token, text } = made.value
      return ok({ json: { token: { ...token, person: person.name }, text }, lines: [text] })
    })
  },
}

export const tokenList: DeskCommand = {
  name: 'token list',
  words: [],
  options: {},
  needs: [],
  about: 'the API tokens of everybody that are good now',
  run: ground =>
    ground.withDatabase<Answer>(async ({ sql }) => {
      const tokens = await listAllApiTokens(sql, ground.clock.now())
      const lines = tokens.length === 0 ? ['there is no API token'] : tokens.map(lineOf)
      return ok({ json: { tokens }, lines })
    }),
}

export const tokenRevoke: DeskCommand = {
  name: 'token revoke',
  words: ['id'],
  options: {},
  needs: [],
  about: 'make an API token worthless; its sockets close within two seconds',
  run: (ground, { words: [id = ''] }) =>
    ground.withDatabase<Answer>(async db => {
      const at = ground.clock.now()
      if (!Uuid.safeParse(id).success) return refused(NO_TOKEN)
      return await db.transact(async tx => {
        const revoked = await revokeApiToken(tx.sql, { id, userId: null, at })
        if (revoked === undefined) return refused(NO_TOKEN)
        const detail = { user_id: revoked.userId, name: revoked.name, before: 'good', after: 'revoked' }
        await record(tx, OPERATOR, { chain: INSTALLATION, action: 'token.revoked', object: id, detail })
        return ok({ json: { id, revoked_at: at }, lines: [`the API token ${revoked.name} is worthless now`] })
      })
    }),
}

const NO_TOKEN = 'there is no such API token, or it is not good any more: npm run desk -- token list'

/** What a person types is held to the same bounds as what a browser sends. */
function wishOf({ options }: Asked): Result<{ name: string; scope: Scope; days: number }, string> {
  const wish = CreateToken.body.safeParse({ ...options, days: Number(options['days']) })
  if (wish.success) return ok(wish.data)
  const [issue] = wish.error.issues
  return refused(`--${issue?.path.join('.')}: ${issue?.message}`)
}

function lineOf({ id, person, name, scope, expires_at, used_at }: ApiTokenOfPerson): string {
  const used = used_at === null ? 'never used' : `used ${dayOf(used_at)}`
  return `${id}  ${person}  ${scope}  until ${dayOf(expires_at)}  ${used}  ${name}`
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
