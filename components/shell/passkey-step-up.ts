// Confirming by a passkey: one press, the browser asks, the desk judges.
'use client'
import { useState } from 'react'
import { hasPasskeys } from '#components/data/has-passkeys.ts'
import { type EntryFault, stepUpWithPasskey } from '#components/data/passkey.ts'

export function usePasskeyStepUp(passed: (reply: { stepped_up_until: number }) => void) {
  const [state, setState] = useState<{ isBusy: boolean; fault: EntryFault | null }>({
    isBusy: false,
    fault: null,
  })
  const show = async () => {
    setState({ isBusy: true, fault: null })
    const answer = await stepUpWithPasskey()
    setState({ isBusy: false, fault: answer.ok ? null : answer.error })
    if (answer.ok) passed(answer.value)
  }
  return { ...state, isPossible: hasPasskeys(), show }
}
