// What can be done from anywhere, by menu, palette or key; a refusal is told in passing.
'use client'
import { usePreferences } from '#components/data/preferences.ts'
import { useSignOut } from '#components/data/resume.ts'
import { toast } from '#components/ui/toast.ts'
import { type Preferences, Theme } from '#lib/wire/preferences.ts'

type QuickActs = {
  setLook: (part: Partial<Preferences>) => void
  nextTheme: () => void
  signOut: () => void
}

export function useQuickActs(): QuickActs {
  const { preferences, change } = usePreferences()
  const leave = useSignOut()
  const setLook: QuickActs['setLook'] = async part => {
    const answer = await change(part)
    if (!answer.ok) toast({ text: answer.error.message, tone: 'bad', requestId: answer.error.requestId })
  }
  return {
    setLook,
    nextTheme() {
      const next = Theme.options[(Theme.options.indexOf(preferences.theme) + 1) % Theme.options.length]
      if (next === undefined) return
      setLook({ theme: next })
      toast({ text: `Theme: ${next === 'system' ? 'as the system says' : next}.` })
    },
    async signOut() {
      const answer = await leave()
      if (!answer.ok) toast({ text: answer.error.message, tone: 'bad', requestId: answer.error.requestId })
    },
  }
}
