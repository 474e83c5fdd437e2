// A new token: what it is to be, and then its text, shown once.
'use client'
import { useState } from 'react'
import { Panel } from '#components/ui/panel.tsx'
import type { Role } from '#lib/wire/role.ts'
import { NewToken } from './new-token.tsx'
import { NewTokenForm } from './new-token-form.tsx'

type NewTokenPanelProps = { role: Role; refresh: () => Promise<void> }

export function NewTokenPanel({ role, refresh }: NewTokenPanelProps) {
  const [text, setText] = useState<string | null>(null)
  const show = (made: string) => {
    setText(made)
    void refresh()
  }
  return (
    <Panel title="New token">
      {text === null ? (
        <NewTokenForm role={role} onMade={show} />
      ) : (
        <NewToken text={text} onDone={() => setText(null)} />
      )}
    </Panel>
  )
}
