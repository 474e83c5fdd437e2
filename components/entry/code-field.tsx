// The second factor, typed: six digits of an app, or one of the recovery codes.
'use client'
import { TextField } from '#components/ui/text-field.tsx'

type CodeFieldProps = {
  value: string
  onChange: (value: string) => void
  error?: string | undefined
  isRecovery: boolean
  onSwitch: () => void
}

export function CodeField({ isRecovery, onSwitch, ...field }: CodeFieldProps) {
  return (
    <div>
      <TextField
        {...field}
        key={isRecovery ? 'recovery' : 'app'}
        name="code"
        label={isRecovery ? 'Recovery code' : 'Code from your app'}
        isMono
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        autoCapitalize="off"
        spellCheck={false}
        placeholder={isRecovery ? '' : '000 000'}
      />
      <button
        type="button"
        onClick={onSwitch}
        className="text-soft hover:text-ink mt-1 min-h-8 cursor-pointer text-xs underline underline-offset-2 max-md:min-h-11"
      >
        {isRecovery ? 'Use the code from your app' : 'Use a recovery code instead'}
      </button>
    </div>
  )
}
