// One line of text with its name. Paste and autofill always work.
'use client'
import type { InputHTMLAttributes } from 'react'
import { classes } from './classes.ts'
import { CONTROL, Field, type FieldProps } from './field.tsx'

export type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onChange' | 'value' | 'id'> & {
    value: string
    onChange: (value: string) => void
    /** Letter for letter, as codes and keys are read. */
    isMono?: boolean
  }

export function TextField({ label, hint, error, onChange, isMono = false, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {ties => (
        <input
          type="text"
          {...input}
          {...ties}
          onChange={event => onChange(event.currentTarget.value)}
          className={classes(CONTROL, isMono && 'font-mono tracking-wide')}
        />
      )}
    </Field>
  )
}
