// Offers a passkey in the list below the name field for as long as the page is open and nothing else is under way.
'use client'
import { useEffect, useEffectEvent } from 'react'
import type { Result } from '#lib/base/result.ts'
import { MINUTE_MS } from '#lib/base/time.ts'
import type { EntryFault } from './passkey.ts'

/** A challenge is good for five minutes: a page that is open for longer asks for another. */
const RENEWED_AFTER_MS = 4.5 * MINUTE_MS

export function useOfferedPasskey(isOn: boolean, take: (shown: Result<string, EntryFault>) => void): void {
  const taken = useEffectEvent(take)
  useEffect(() => {
    if (!isOn) return
    const ending = new AbortController()
    void offer(ending.signal).then(shown => {
      if (shown !== null && !ending.signal.aborted) taken(shown)
    })
    return () => {
      ending.abort()
      void load().then(passkeys => passkeys?.stopOffering())
    }
  }, [isOn])
}

/** Null when nobody took it, or it could not be offered: the button below tells why, to whoever asks. */
async function offer(ending: AbortSignal): Promise<Result<string, EntryFault> | null> {
  const passkeys = await load()
  if (passkeys === null || !(await passkeys.canOfferPasskeys())) return null
  const { signInWithPasskey, stopOffering } = passkeys
  while (!ending.aborted) {
    let isRenewed = false
    const renewal = setTimeout(() => {
      isRenewed = true
      void stopOffering()
    }, RENEWED_AFTER_MS)
    const shown = await signInWithPasskey({ isOffered: true })
    clearTimeout(renewal)
    if (shown.ok || shown.error.code === 'UNAUTHENTICATED' || shown.error.code === 'PASSKEY_FAILED')
      return shown
    if (!isRenewed) return null
  }
  return null
}

async function load() {
  try {
    return await import('./passkey.ts')
  } catch {
    return null // the desk is away: whoever presses a button is told
  }
}
