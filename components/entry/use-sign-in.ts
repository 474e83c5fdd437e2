// Signing in, as a page sees it: one way at a time, its ticket becomes a session at once, and what went wrong is kept to be told.
'use client'
import { useEffect, useState } from 'react'
import type { EntryFault } from '#components/data/passkey.ts'
import { useAnswering } from '#components/data/use-answering.ts'
import { useFirstSign } from '#components/data/use-first-sign.ts'
import { useOfferedPasskey } from '#components/data/use-offered-passkey.ts'
import { useWait } from '#components/data/use-wait.ts'
import type { Result } from '#lib/base/result.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
import { loadWays, type Ways } from './load-ways.ts'
import type { Proof } from './proof-faults.ts'

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

  const isSomebody = useFirstSign()
  useEffect(() => {
    if (isSomebody) void loadWays() // so that they are there when a button is pressed
  }, [isSomebody])

  const go = async (way: Way, come: (ways: Ways) => Promise<Result<void, EntryFault>>) => {
    setBusy(way)
    setFault(null)
    const ways = await loadWays()
    const entered = ways.ok ? await come(ways.value) : ways
    if (entered.ok) return onEntered() // busy until the page is gone: there is nothing left to press
    if (entered.error.code === 'RATE_LIMITED') begin(entered.error.retryAfterMs ?? MINUTE_MS)
    setFault(entered.error)
    setBusy(null)
  }
  useOfferedPasskey(
    isSomebody && busy === null,
    shown => void go('passkey', ways => ways.enterByTicket(shown)),
  )
  return {
    busy,
    fault,
    secondsLeft,
    isBack,
    byPasskey: () => go('passkey', ways => ways.enterByPasskey()),
    byPassword: proof => go('password', ways => ways.enterByPassword(proof)),
  }
}
