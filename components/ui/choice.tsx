// One of a few, all of them in sight: native radios that look like what they choose.
'use client'
import { type ReactNode, useId } from 'react'
import { classes } from './classes.ts'

type ChoiceProps<Value extends string> = {
  legend: string
  hint?: ReactNode
  options: readonly { value: Value; label: string; hint?: string; picture?: ReactNode }[]
  value: Value
  onChange: (value: Value) => void
  disabled?: boolean
}

export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, hint, options, value, onChange, disabled = false } = props
  const name = useId()
  return (
    <fieldset className="min-w-0" disabled={disabled}>
      <legend className="text-ink mb-1.5 text-[0.8125rem] font-medium">{legend}</legend>
      <div className={classes('grid gap-2', options.some(isTold) ? WIDE : NARROW)}>
        {options.map(option => (
          <label
            key={option.value}
            className="border-line hover:border-edge has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-accent min-h-control relative flex cursor-pointer flex-col gap-1.5 rounded-md border px-3 py-2 has-checked:ring-1 has-checked:ring-(--accent) has-focus-visible:outline-2 has-focus-visible:outline-offset-2"
          >
            <span className="flex items-center gap-2">
              <input
                type="radio"
                name={name}
                value={option.value}
                checked={option.value === value}
                onChange={() => onChange(option.value)}
                aria-labelledby={`${name}-${option.value}`}
                aria-describedby={option.hint === undefined ? undefined : `${name}-${option.value}-hint`}
                className="size-3.5 shrink-0 accent-(--accent) outline-none"
              />
              <span id={`${name}-${option.value}`} className="text-ink text-[0.8125rem] font-medium">
                {option.label}
              </span>
            </span>
            {option.picture}
            {option.hint !== undefined && (
              <span id={`${name}-${option.value}-hint`} className="text-faint text-xs">
                {option.hint}
              </span>
            )}
          </label>
        ))}
      </div>
      {hint !== undefined && <p className="text-faint mt-1.5 text-xs">{hint}</p>}
    </fieldset>
  )
}

/** Cards that say much stand below each other on a phone. */
const WIDE =
  'grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] md:grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]'
const NARROW = 'grid-cols-[repeat(auto-fit,minmax(7rem,1fr))]'

function isTold({ hint }: { hint?: string }): boolean {
  return hint !== undefined
}
