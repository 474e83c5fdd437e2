// What became of a setting, beside it: under way, saved, or not, and why. It is said where it was changed.
'use client'
import { Check } from 'lucide-react'

/** `idle` until somebody changes it. */
export type Saving = { state: 'idle' | 'saving' | 'saved' } | { state: 'failed'; message: string }

export function SaveMark({ saving, standard }: { saving: Saving; standard: string }) {
  return (
    <span className="text-faint text-xs">
      {standard}
      <span role="status">
        {saving.state === 'saving' && ' · Saving…'}
        {saving.state === 'saved' && (
          <>
            {' · '}
            <Check className="text-good -mt-0.5 inline size-3.5" aria-hidden="true" />
            <span className="text-good"> Saved</span>
          </>
        )}
        {saving.state === 'failed' && (
          <span className="text-bad font-medium"> · Not saved: {saving.message}</span>
        )}
      </span>
    </span>
  )
}
