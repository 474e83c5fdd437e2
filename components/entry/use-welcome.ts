// The first choices as state: which step, what is chosen, shown at once and kept on this device until it is saved.
'use client'
import { useEffect, useState } from 'react'
import { showPreferences } from '#components/data/appearance.ts'
import type { AskFault } from '#components/data/ask.ts'
import type { Preferences } from '#lib/wire/preferences.ts'
import { loadPart } from './load-part.ts'
import { DESK } from './next-place.ts'
import type { Chosen, Draft } from './step-props.ts'
import { dropDraft, keepDraft, readDraft } from './welcome-draft.ts'
import { WELCOME_STEPS } from './welcome-steps.ts'

export type Welcome = {
  /** Undefined until the page knows what was chosen before. */
  at: number | undefined
  draft: Preferences
  isBusy: boolean
  fault: AskFault | null
  change: (part: Chosen) => void
  next: () => void
  skip: () => void
  back: () => void
}

export function useWelcome(userId: string, saved: Preferences): Welcome {
  const [at, setAt] = useState<number>()
  const [chosen, setChosen] = useState<Chosen>({})
  const [isBusy, setIsBusy] = useState(false)
  const [fault, setFault] = useState<AskFault | null>(null)
  useEffect(() => {
    let isOpen = true
    const resume = (kept: Draft | null) => {
      if (!isOpen) return
      const place = WELCOME_STEPS.findIndex(({ id }) => id === kept?.at)
      setAt(Math.max(0, place))
      setChosen(kept?.chosen ?? {})
      showPreferences({ ...saved, ...kept?.chosen })
    }
    void readDraft(localStorage, userId).then(resume)
    return () => {
      isOpen = false
    }
  }, [userId, saved])

  const here = at ?? 0
  const keep = (place: number, part: Chosen) => {
    setAt(place)
    setChosen(part)
    showPreferences({ ...saved, ...part })
    keepDraft(localStorage, userId, { at: WELCOME_STEPS[place]?.id ?? '', chosen: part })
  }
  const finish = async (part: Chosen) => {
    keep(here, part)
    setIsBusy(true)
    setFault(null)
    const desk = await loadPart(import('./welcome-desk.ts'))
    const answer = desk.ok ? await desk.value.saveChosen(part) : desk
    if (answer.ok) {
      dropDraft(localStorage, userId)
      return location.replace(DESK) // busy until the page is gone
    }
    if (answer.error.code === 'UNAUTHENTICATED') return location.replace('/login?next=/welcome')
    setIsBusy(false)
    setFault(answer.error)
  }
  const goOn = (part: Chosen) => (here + 1 < WELCOME_STEPS.length ? keep(here + 1, part) : void finish(part))
  return {
    at,
    draft: { ...saved, ...chosen },
    isBusy,
    fault,
    change: part => keep(here, { ...chosen, ...part }),
    next: () => goOn(chosen),
    skip: () => goOn(without(chosen, WELCOME_STEPS[here]?.chooses ?? [])),
    back: () => keep(Math.max(0, here - 1), chosen),
  }
}

function without(chosen: Chosen, names: readonly string[]): Chosen {
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => !names.includes(name)))
}
