// A line to be typed in a terminal, with a button that copies it where the browser lets it.
'use client'
import { useState } from 'react'

export function CommandLine({ text }: { text: string }) {
  const [said, setSaid] = useState<'Copy' | 'Copied' | 'Select it and copy'>('Copy')
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Select it and copy'),
    )
  }
  return (
    <div className="border-line bg-raised flex items-center gap-2 rounded-lg border py-1 pr-1 pl-4">
      <code className="text-ink min-w-0 flex-1 py-1.5 font-mono text-[0.8125rem] wrap-break-word whitespace-pre-wrap">
        <span className="text-faint select-none">$ </span>
        {text}
      </code>
      <button
        type="button"
        onClick={copy}
        className="text-soft hover:bg-panel hover:text-ink min-h-9 shrink-0 cursor-pointer rounded-md px-3 text-xs font-medium"
      >
        <span aria-live="polite">{said}</span>
      </button>
    </div>
  )
}
