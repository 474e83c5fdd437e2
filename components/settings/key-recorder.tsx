// Waits for the keys that are to do something, and says so when others have them already.
'use client'
import { type KeyboardEvent, useState } from 'react'
import { type KeyActionId, keyOf, keysOf } from '#components/data/keys.ts'
import { usePreferences } from '#components/data/preferences.ts'
import { Button } from '#components/ui/button.tsx'
import { Keys } from '#components/ui/keys.tsx'
import { SeverityShape } from '#components/ui/severity.tsx'
import { clashesWith, labelOf, record, standardKeys } from './key-changes.ts'

type KeyRecorderProps = { id: KeyActionId; onSave: (keys: string) => void; onClose: () => void }

export function KeyRecorder({ id, onSave, onClose }: KeyRecorderProps) {
  const { preferences } = usePreferences()
  const [recorded, setRecorded] = useState('')
  const clashes = clashesWith(keysOf(preferences), id, recorded)
  const isGood = recorded !== '' && clashes.length === 0
  const hear = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Tab') return // the way on stays open
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onClose()
    if (event.key === 'Backspace') return setRecorded('')
    if (event.key === 'Enter') return isGood ? onSave(recorded) : undefined
    const key = keyOf(event)
    if (key !== null) setRecorded(record(recorded, key))
  }
  return (
    <div className="border-line-strong bg-raised mt-2 space-y-3 rounded-md border px-3 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <input
          aria-label={`Press the new keys of ${labelOf(id)}`}
          value={recorded}
          placeholder="Press one key, or two after each other"
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: it was opened to be pressed into
          autoFocus
          onKeyDown={hear}
          onChange={event => event.preventDefault()}
          className="border-accent bg-panel text-ink h-control placeholder:text-faint min-w-0 flex-1 basis-56 rounded-md border px-2.5 font-mono text-sm caret-transparent"
        />
        {recorded !== '' && <Keys keys={recorded} />}
      </div>
      {clashes.length > 0 && (
        <p role="alert" className="text-bad flex items-start gap-1.5 text-xs font-medium">
          <span className="mt-0.5">
            <SeverityShape severity="high" />
          </span>
          These keys could not be told apart from {clashes.map(labelOf).join(', ')}. Press others, or change
          those first.
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button size="small" kind="primary" disabled={!isGood} onClick={() => onSave(recorded)}>
          Use these keys
        </Button>
        <Button size="small" onClick={() => onSave('')}>
          No keys
        </Button>
        <Button size="small" kind="quiet" onClick={onClose}>
          Cancel
        </Button>
        <span className="text-faint ml-auto flex items-center gap-1.5 text-xs">
          Default <Keys keys={standardKeys(id)} />
        </span>
      </div>
    </div>
  )
}
