// How the desk looks and listens: changed at once, saved, and taken back where the desk refuses.
'use client'
import type { Result } from '#lib/base/result.ts'
import { SavePreferences } from '#lib/wire/account.ts'
import type { Preferences } from '#lib/wire/preferences.ts'
import { showPreferences } from './appearance.ts'
import type { AskFault } from './ask.ts'
import { useMe, useMeChange, useMeNow } from './me.tsx'
import { useTellTabs } from './session.tsx'
import { useAct } from './use-act.ts'

type ChangePreferences = (part: Partial<Preferences>) => Promise<Result<Preferences, AskFault>>

export function usePreferences(): { preferences: Preferences; change: ChangePreferences } {
  const { preferences } = useMe()
  const changeMe = useMeChange()
  const meNow = useMeNow()
  const tellTabs = useTellTabs()
  const { act } = useAct(SavePreferences)
  const show = (part: Partial<Preferences>) => {
    const next = { ...(meNow()?.preferences ?? preferences), ...part }
    showPreferences(next)
    changeMe({ preferences: next })
  }
  const change: ChangePreferences = async part => {
    const before = partOf(meNow()?.preferences ?? preferences, part)
    show(part)
    const answer = await act({ body: part })
    if (answer.ok) tellTabs({ type: 'preferences', preferences: answer.value })
    else show(before)
    return answer
  }
  return { preferences, change }
}

/** Only what was changed goes back: something else may have been changed meanwhile. */
function partOf(whole: Preferences, part: Partial<Preferences>): Partial<Preferences> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => Object.hasOwn(part, name)))
}
