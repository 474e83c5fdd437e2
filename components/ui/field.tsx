// A control with its name, its hint and what is wrong with it, tied together for eyes and for screen readers.
'use client'
import { type ReactNode, useId } from 'react'
import { SeverityShape } from './severity.tsx'

export type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
}
type Ties = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

export function Field({
  label,
  hint,
  error,
  children,
}: FieldProps & { children: (ties: Ties) => ReactNode }) {
  const id = useId()
  const described = [error ? `${id}-error` : '', hint === undefined ? '' : `${id}-hint`].filter(Boolean)
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-ink mb-1.5 block text-[0.8125rem] font-medium">
        {label}
      </label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} className="text-bad mt-1.5 flex items-start gap-1.5 text-xs font-medium">
          <span className="mt-0.5">
            <SeverityShape severity="high" />
          </span>
          {error}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-faint mt-1.5 text-xs">
          {hint}
        </p>
      )}
    </div>
  )
}

export const CONTROL =
  'border-edge/70 bg-panel text-ink placeholder:text-faint aria-invalid:border-bad block h-control w-full min-w-0 rounded-md border px-2.5 text-sm max-md:text-base hover:border-edge disabled:cursor-not-allowed disabled:bg-raised disabled:text-faint'
