// The sessions of a person by the operator, for whom nobody has to sign in: listed, and all of them ended.
import { INSTALLATION, type UserId } from '#lib/base/id.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { later } from '#lib/base/time.ts'
import { moment } from '#lib/format/moment.ts'
import { AGE_MAX_MS, IDLE_MAX_MS } from '#server/auth/sessions.ts'
import type { Db, Sql } from '#server/db/client.ts'
import { findPersonCalled } from '#server/db/people.ts'
import { endSessionsOf, listSessions, type OpenSession } from '#server/db/sessions.ts'
import { record } from '#server/services/record.ts'
import type { Answer, Asked, DeskCommand, Ground } from './command.ts'

type Named = { id: UserId; name: string }

export const sessionsList: DeskCommand = {
  name: 'sessions list',
  words: ['person'],
  options: {},
  needs: [],
  about: 'where a person is signed in, the last seen first',
  run: (ground, asked) =>
    withPerson(ground, asked, async ({ sql }, person) => {
      const sessions = await openSessionsOf(sql, ground, person)
      const lines = sessions.length === 0 ? [`${person.name} is signed in nowhere`] : sessions.map(lineOf)
      return ok({ json: { person: person.name, sessions: sessions.map(shown) }, lines })
    }),
}

export const sessionsRevoke: DeskCommand = {
  name: 'sessions revoke',
  words: ['person'],
  options: {},
  needs: [],
  about: 'end every session of a person: their pages are signed out within two seconds',
  run: (ground, asked) =>
    withPerson(ground, asked, async (db, { id: userId, name }) => {
      const ended = await db.transact(async tx => {
        const count = await endSessionsOf(tx.sql, { userId, at: ground.clock.now() })
        const detail = { ended: count, name }
        await record(tx, OPERATOR, {
          chain: INSTALLATION,
          action: 'sessions.revoked',
          object: userId,
          detail,
        })
        return count
      })
      const line = `${name}: ${ended} ${ended === 1 ? 'session' : 'sessions'} ended`
      return ok({ json: { person: name, ended }, lines: [line] })
    }),
}

const OPERATOR = { actor: { kind: 'operator' }, correlationId: '' }

function withPerson(
  ground: Ground,
  { words: [called = ''] }: Asked,
  work: (db: Db, person: Named) => Promise<Result<Answer, string>>,
): Promise<Result<Answer, string>> {
  return ground.withDatabase<Answer>(async db => {
    const person = await findPersonCalled(db.sql, called)
    if (person === undefined) return refused('there is nobody by that name on this desk')
    return await work(db, { id: person.id as UserId, name: person.name }) // the id of a row that was just read
  })
}

function openSessionsOf(sql: Sql, { clock }: Ground, { id: userId }: Named): Promise<OpenSession[]> {
  const at = clock.now()
  return listSessions(sql, {
    userId,
    at,
    begunSince: later(at, -AGE_MAX_MS),
    seenSince: later(at, -IDLE_MAX_MS),
  })
}

function shown({ id, createdAt, seenAt, expiresAt, address, userAgent }: OpenSession) {
  return {
    id,
    created_at: createdAt,
    seen_at: seenAt,
    expires_at: expiresAt,
    address,
    user_agent: userAgent,
  }
}

function lineOf({ id, createdAt, seenAt, address, userAgent }: OpenSession): string {
  const browser = plain(userAgent ?? 'no browser that names itself')
  return `${id}  since ${moment(createdAt)}  seen ${moment(seenAt)}  ${plain(address)}  ${browser}`
}

/** A browser names itself as it likes: what would steer the terminal is not printed. */
function plain(text: string): string {
  return text.replace(/\p{C}/gu, '?')
}
