// One of several, by the browser's own list: the best one on a phone, and good by keyboard.
'use client'
import { ChevronDown } from 'lucide-react'
import { classes } from './classes.ts'
import { CONTROL, Field, type FieldProps } from './field.tsx'

type SelectFieldProps<Value extends string> = FieldProps & {
  name?: string
  options: readonly { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
  onBlur?: () => void
  disabled?: boolean
}

export function SelectField<Value extends string>({
  label,
  hint,
  error,
  options,
  onChange,
  ...select
}: SelectFieldProps<Value>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {ties => (
        <div className="relative">
          <select
            {...select}
            {...ties}
            onChange={event => {
              const chosen = options.find(({ value }) => value === event.currentTarget.value)
              if (chosen !== undefined) onChange(chosen.value)
            }}
            className={classes(CONTROL, 'appearance-none pr-9')}
          >
            {options.map(option => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            className="text-faint pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2"
            aria-hidden="true"
          />
        </div>
      )}
    </Field>
  )
}
