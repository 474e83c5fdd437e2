// One action and its keys: press others to change them.
'use client'
import { useState } from 'react'
import { isHeard, type KeyActionId, keysOf } from '#components/data/keys.ts'
import { usePreferences } from '#components/data/preferences.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Keys } from '#components/ui/keys.tsx'
import { changedKeys, labelOf, standardKeys, withKeys } from './key-changes.ts'
import { KeyRecorder } from './key-recorder.tsx'
import { SaveMark } from './save-mark.tsx'
import { useSetting } from './use-setting.ts'

export function KeyRow({ id, isOff }: { id: KeyActionId; isOff: boolean }) {
  const { preferences } = usePreferences()
  const { change, saving } = useSetting('keys')
  const [isRecording, setIsRecording] = useState(false)
  const keys = keysOf(preferences).get(id) ?? ''
  const isChanged = changedKeys(preferences).includes(id)
  const label = labelOf(id)
  const save = (next: string) => {
    setIsRecording(false)
    change(withKeys(preferences, id, next))
  }
  return (
    <li data-key-action={id} className="py-2">
      <div className="min-h-control flex items-center gap-x-4 gap-y-1">
        <span className="text-ink min-w-0 flex-1 text-[0.8125rem]">
          {label}
          <span className="block">
            <SaveMark saving={saving} />
          </span>
        </span>
        <span className="flex items-center gap-2">
          {isOff && keys !== '' && !isHeard(keys, { shortcuts: false }) && <Badge>Off</Badge>}
          {keys === '' ? <span className="text-faint text-xs">no keys</span> : <Keys keys={keys} />}
        </span>
        <span className="flex justify-end gap-1 sm:w-40">
          {isChanged && !isRecording && (
            <Button
              size="small"
              kind="quiet"
              onClick={() => save(standardKeys(id))}
              aria-label={`Reset the keys of ${label}`}
            >
              Reset
            </Button>
          )}
          <Button
            size="small"
            aria-expanded={isRecording}
            aria-label={`Change the keys of ${label}`}
            onClick={() => setIsRecording(!isRecording)}
          >
            Change
          </Button>
        </span>
      </div>
      {isRecording && <KeyRecorder id={id} onSave={save} onClose={() => setIsRecording(false)} />}
    </li>
  )
}
