// A schema, letter for letter, written out when somebody opens it: all of them at once are a heavy page that few read.
'use client'
import { useState } from 'react'
import type { Schema } from './operations.ts'

export function SchemaView({ title, schema }: { title: string; schema: Schema }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary className="text-soft cursor-pointer text-xs font-medium">{title}</summary>
      {isOpen && <Written text={JSON.stringify(schema, null, 2)} />}
    </details>
  )
}

/** It scrolls sideways on a narrow screen, so the keyboard has to reach it. */
function Written({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by Tab
    <pre tabIndex={0} className="bg-raised text-ink mt-2 overflow-x-auto rounded-lg p-3 font-mono text-xs">
      {text}
    </pre>
  )
}
