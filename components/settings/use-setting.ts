// One setting that saves itself: what to show, how to change it, and what became of the last change.
'use client'
import { useRef, useState } from 'react'
import { usePreferences } from '#components/data/preferences.ts'
import type { Preferences } from '#lib/wire/preferences.ts'
import type { Saving } from './save-mark.tsx'

export type Setting<Value> = { value: Value; change: (value: Value) => void; saving: Saving }

export function useSetting<Name extends keyof Preferences>(name: Name): Setting<Preferences[Name]> {
  const { preferences, change } = usePreferences()
  const [saving, setSaving] = useState<Saving>({ state: 'idle' })
  const latest = useRef(0)
  const save = async (value: Preferences[Name]) => {
    latest.current += 1
    const mine = latest.current
    setSaving({ state: 'saving' })
    const answer = await change({ [name]: value })
    // An answer to an older change says nothing about what is shown now.
    if (mine !== latest.current) return
    setSaving(answer.ok ? { state: 'saved' } : { state: 'failed', message: answer.error.message })
  }
  return { value: preferences[name], change: value => void save(value), saving }
}
