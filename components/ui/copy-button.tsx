// Copies a text, and says whether the browser let it.
'use client'
import { useState } from 'react'
import { Button } from './button.tsx'

const SAID = { ready: null, done: 'Copied', refused: 'Select it and copy' } as const

export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [state, setState] = useState<keyof typeof SAID>('ready')
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setState('done'),
      () => setState('refused'),
    )
  }
  return (
    <Button kind="quiet" size="small" onClick={copy} onBlur={() => setState('ready')}>
      <span aria-live="polite">{SAID[state] ?? label}</span>
    </Button>
  )
}
