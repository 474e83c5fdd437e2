// Whether this page hears the desk, in one word, on every page.
'use client'
import { useLink } from '#components/data/use-live.ts'
import { SeverityWord } from '#components/ui/severity.tsx'

export function LinkChip() {
  const { state, heardAt } = useLink()
  if (state === 'open') return <SeverityWord severity="safe">Connected</SeverityWord>
  if (state === 'signed-out') return <SeverityWord severity="high">Signed out</SeverityWord>
  return heardAt === null ? (
    <SeverityWord severity="medium">Connecting</SeverityWord>
  ) : (
    <SeverityWord severity="high">Reconnecting</SeverityWord>
  )
}
