// Somebody shows a passkey: everything about it is looked at, and only then what it is shown for is done, in the transaction
// that keeps its counter.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import { checkShown, isHandleOf, type Shown, shownPasskey } from '#server/auth/passkeys.ts'
import type { Tx } from '#server/db/client.ts'
import {
  type AskedOf,
  findPasskey,
  type StoredPasskey,
  takeChallenge,
  usePasskey,
} from '#server/db/passkeys.ts'
import type { Actor, UnkeptCtx } from '../context.ts'
import { record } from '../record.ts'

type Ctx = Pick<UnkeptCtx<never>, 'db' | 'auth' | 'at' | 'correlationId'> & { readonly actor: Actor }
type Showing = AskedOf & { challengeId: string; response: unknown }

/** Why not stays inside: every caller says the same, whatever was wrong. */
export async function showPasskey<T>(
  ctx: Ctx,
  showing: Showing,
  done: (tx: Tx, passkey: StoredPasskey) => Promise<T>,
): Promise<Result<T, 'REFUSED'>> {
  const { db, at } = ctx
  const { purpose, userId } = showing
  // First of all and for good: whatever comes of it, this challenge has had its answer.
  const challenge = await takeChallenge(db.sql, { id: showing.challengeId, purpose, userId, at })
  const shown = shownPasskey(showing.response)
  const passkey = shown && (await findPasskey(db.sql, shown.id))
  if (challenge === undefined || shown === undefined || passkey === undefined) return refused('REFUSED')
  const counter = await counterOf(ctx, challenge, { shown, passkey, userId })
  return await db.transact(async (tx): Promise<Result<T, 'REFUSED'>> => {
    const reason = counter.ok ? await countOn(tx, passkey, { counter: counter.value, at }) : counter.error
    if (reason === undefined) return ok(await done(tx, passkey))
    const about = { chain: INSTALLATION, action: 'passkey.refused', object: passkey.id }
    await record(tx, ctx, { ...about, detail: { purpose, user_id: passkey.userId, reason } })
    return refused('REFUSED')
  })
}

async function counterOf(
  { auth }: Ctx,
  challenge: string,
  { shown, passkey, userId }: { shown: Shown; passkey: StoredPasskey; userId: AskedOf['userId'] },
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
