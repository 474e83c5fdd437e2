// Somebody shows a passkey: everything about it is looked at, and only then what it is shown for is done, in the transaction
// that keeps its counter.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { checkShown, isHandleOf, type Shown, shownPasskey } from '#server/auth/passkeys.ts'
import type { Tx } from '#server/db/client.ts'
import {
  type AskedOf,
  findPasskey,
  keepAnswered,
  type StoredPasskey,
  takeChallenge,
  usePasskey,
} from '#server/db/passkeys.ts'
import type { Actor, UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'

type Ctx = Pick<UnkeptCtx<never>, 'db' | 'auth' | 'at' | 'correlationId'> & { readonly actor: Actor }
/** `userId` is null while nobody knows who signs in. */
type Purpose = AskedOf | { purpose: 'sign_in'; userId: null }
type Showing = Purpose & { challengeId: string; response: unknown }

/** Why not stays inside: every caller says the same, whatever was wrong. */
export async function showPasskey<T>(
  ctx: Ctx,
  showing: Showing,
  done: (tx: Tx, passkey: StoredPasskey) => Promise<T>,
): Promise<Result<T, 'REFUSED'>> {
  const { db, at } = ctx
  const { purpose, userId } = showing
  const shown = shownPasskey(showing.response)
  const passkey = shown && (await findPasskey(db.sql, shown.id))
  if (shown === undefined || passkey === undefined) return refused('REFUSED') // nothing of what strangers make up is kept
  const challenge = await answered(ctx, showing)
  if (challenge === undefined) return refused('REFUSED')
  const counter = await counterOf(ctx, challenge, { shown, passkey, userId })
  return await db.transact(async (tx): Promise<Result<T, 'REFUSED'>> => {
    const reason = counter.ok ? await countOn(tx, passkey, { counter: counter.value, at }) : counter.error
    if (reason === undefined) return ok(await done(tx, passkey))
    const about = { chain: INSTALLATION, action: 'passkey.refused', object: passkey.id }
    await record(tx, ctx, { ...about, detail: { purpose, user_id: passkey.userId, reason } })
    return refused('REFUSED')
  })
}

/** Whatever comes of it, for good: this challenge has had its answer. */
async function answered(
  { db, auth, at }: Ctx,
  { challengeId: id, ...showing }: Showing,
): Promise<string | undefined> {
  if (showing.purpose !== 'sign_in') return await takeChallenge(db.sql, { ...showing, id, at })
  const made = auth.challenges.open(id, at)
  return made && (await keepAnswered(db.sql, { ...made, id, at })) ? made.challenge : undefined
}

async function counterOf(
  { auth }: Ctx,
  challenge: string,
  { shown, passkey, userId }: { shown: Shown; passkey: StoredPasskey; userId: Purpose['userId'] },
): Promise<Result<number, string>> {
  if (userId !== null && passkey.userId !== userId) return refused('it is of another person')
  const isOurs = isHandleOf(shown, passkey.userId)
  // Who was not named before must be named by the passkey; who was, may.
  if (isOurs === false || (isOurs === undefined && userId === null))
    return refused('it does not name its person')
  const checked = await checkShown(auth, challenge, { shown, publicKey: passkey.publicKey })
  return checked.ok ? ok(checked.value.counter) : checked
}

/** A counter that goes back, or stands still, tells of a copy of the passkey. */
async function countOn(
  { sql }: Tx,
  passkey: StoredPasskey,
  { counter, at }: { counter: number; at: UnkeptCtx['at'] },
): Promise<string | undefined> {
  if (await usePasskey(sql, { id: passkey.id, counter, at })) return undefined
  return `its counter went from ${passkey.counter} to ${counter}`
}
