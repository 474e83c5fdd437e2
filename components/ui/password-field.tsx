// A password, with a button that shows it: whoever sees what they type errs less.
'use client'
import { useState } from 'react'
import { classes } from './classes.ts'
import { CONTROL, Field } from './field.tsx'
import type { TextFieldProps } from './text-field.tsx'

type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'isMono'> & {
  /** Chosen here, not remembered: password managers offer a new one. */
  isNew?: boolean
}

export function PasswordField({ label, hint, error, onChange, isNew = false, ...input }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false)
  return (
    <Field label={label} hint={hint} error={error}>
      {ties => (
        <div className="relative">
          <input
            autoComplete={isNew ? 'new-password' : 'current-password'}
            {...input}
            {...ties}
            type={isShown ? 'text' : 'password'}
            autoCapitalize="off"
            spellCheck={false}
            onChange={event => onChange(event.currentTarget.value)}
            className={classes(CONTROL, 'pr-16')}
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label="Show what is typed"
            onClick={() => setIsShown(!isShown)}
            className="text-soft hover:text-ink absolute inset-y-0 right-0 min-w-12 cursor-pointer rounded-md px-3 text-xs font-medium"
          >
            {isShown ? 'Hide' : 'Show'}
          </button>
        </div>
      )}
    </Field>
  )
}
