// A link is missing or no good: what is wrong with it, and how a new one is made.
import type { ReactNode } from 'react'
import { CommandLine } from '#components/ui/command-line.tsx'
import { Notice } from '#components/ui/notice.tsx'

export const NEW_LINK = 'npm run desk -- setup-link'

export function NewLink({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="space-y-3">
      <Notice severity="medium" title={title}>
        {children}
      </Notice>
      <CommandLine text={NEW_LINK} />
    </div>
  )
}
