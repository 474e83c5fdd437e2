// What became of a setting, beside it: under way, saved, or not, and why. It is said where it was changed.
'use client'
import { Check } from 'lucide-react'
import { assertNever } from '#lib/base/assert.ts'

/** `idle` until somebody changes it. */
export type Saving = { state: 'idle' | 'saving' | 'saved' } | { state: 'failed'; message: string }

export function SaveMark({ saving, standard }: { saving: Saving; standard?: string }) {
  return (
    <span className="text-faint text-xs">
      {standard}
      {standard !== undefined && saving.state !== 'idle' && ' · '}
      <span role="status">
        <Words saving={saving} />
      </span>
    </span>
  )
}

function Words({ saving }: { saving: Saving }) {
  switch (saving.state) {
    case 'idle':
      return null
    case 'saving':
      return 'Saving…'
    case 'saved':
      return (
        <span className="text-good">
          <Check className="-mt-0.5 inline size-3.5" aria-hidden="true" /> Saved
        </span>
      )
    case 'failed':
      return <span className="text-bad font-medium">Not saved: {saving.message}</span>
    default:
      return assertNever(saving)
  }
}
