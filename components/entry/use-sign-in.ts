// Signing in, as a page sees it: one way at a time, its ticket becomes a session at once, and what went wrong is kept to be told.
'use client'
import { useState } from 'react'
import { ask } from '#components/data/ask.ts'
import { enter } from '#components/data/enter.ts'
import { type EntryFault, signInWithPasskey } from '#components/data/passkey.ts'
import { useAnswering } from '#components/data/use-answering.ts'
import { useOfferedPasskey } from '#components/data/use-offered-passkey.ts'
import { useWait } from '#components/data/use-wait.ts'
import { ok, type Result } from '#lib/base/result.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
import { SignIn } from '#lib/wire/entry.ts'

export type Proof = { name: string; password: string; code: string }
type Way = 'passkey' | 'password'

export type SigningIn = {
  /** The way that is under way. */
  busy: Way | null
  fault: EntryFault | null
  /** Until then the desk refuses whatever is tried. */
  secondsLeft: number
  /** False while the desk does not answer, true once it does again. */
  isBack: boolean | undefined
  byPasskey: () => Promise<void>
  byPassword: (proof: Proof) => Promise<void>
}

export function useSignIn(onEntered: () => void): SigningIn {
  const [busy, setBusy] = useState<Way | null>(null)
  const [fault, setFault] = useState<EntryFault | null>(null)
  const { secondsLeft, begin } = useWait()
  const isBack = useAnswering(fault?.code === 'UNREACHABLE' && busy === null)

  const go = async (way: Way, ticket: () => Promise<Result<string, EntryFault>>) => {
    setBusy(way)
    setFault(null)
    const entered = await enterBy(await ticket())
    if (entered.ok) return onEntered() // busy until the page is gone: there is nothing left to press
    if (entered.error.code === 'RATE_LIMITED') begin(entered.error.retryAfterMs ?? MINUTE_MS)
    setFault(entered.error)
    setBusy(null)
  }
  useOfferedPasskey(busy === null, shown => void go('passkey', async () => shown))
  return {
    busy,
    fault,
    secondsLeft,
    isBack,
    byPasskey: () => go('passkey', signInWithPasskey),
    byPassword: proof => go('password', () => prove(proof)),
  }
}

async function prove(proof: Proof): Promise<Result<string, EntryFault>> {
  const answer = await ask(SignIn, { body: proof })
  return answer.ok ? ok(answer.value.ticket) : answer
}

async function enterBy(ticket: Result<string, EntryFault>): Promise<Result<void, EntryFault>> {
  return ticket.ok ? await enter(ticket.value) : ticket
}
