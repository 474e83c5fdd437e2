// Adds a passkey that the browser made for this desk. Of its key only the public half ever comes here.
import { INSTALLATION } from '#lib/base/id.ts'
import type { Refusal } from '#lib/base/refusal.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { AddPasskey } from '#lib/wire/account.ts'
import { checkNew } from '#server/auth/passkeys.ts'
import { addPasskey as add, listPasskeys, takeChallenge } from '#server/db/passkeys.ts'
import { holdSession } from '../account/hold-session.ts'
import type { Verb } from '../context.ts'
import { record } from '../record.ts'
import { PASSKEYS_MAX, TOO_MANY } from './limit.ts'

export const addPasskey: Verb<typeof AddPasskey> = async ({ ctx, input }) => {
  const { at, auth, db } = ctx
  const { challenge_id: id, response, name } = input.body
  const userId = ctx.actor.user_id
  const challenge = await takeChallenge(db.sql, { id, purpose: 'add', userId, at })
  if (challenge === undefined) return refused(wrong('the time for it is over: begin again'))
  const made = await checkNew(auth, challenge, response)
  if (!made.ok) return refused(wrong('it was not made for this desk, or its person was not verified'))
  return await db.transact(async tx => {
    const held = await holdSession(tx.sql, ctx.actor) // two at once would be one too many, besides
    if (!held.ok) return held
    if ((await listPasskeys(tx.sql, userId)).length >= PASSKEYS_MAX) return refused(TOO_MANY)
    const passkey = await add(tx.sql, { ...made.value, userId, name, at })
    if (passkey === undefined) return refused(KNOWN)
    const detail = { name, is_synced: passkey.is_synced, before: null, after: passkey.id }
    await record(tx, ctx, { chain: INSTALLATION, action: 'passkey.added', object: passkey.id, detail })
    return ok(passkey)
  })
}

function wrong(message: string): Refusal {
  const said = `The passkey was not added: ${message}.`
  return { code: 'INVALID_INPUT', message: said, fields: [{ field: 'body.response', message }] }
}

const KNOWN: Refusal = { code: 'CONFLICT', message: 'This passkey is known here already.' }
