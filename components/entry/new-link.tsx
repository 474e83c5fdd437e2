// A link is missing or no good: what is wrong with it, and how a new one comes about.
import type { ReactNode } from 'react'
import { CommandLine } from '#components/ui/command-line.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { LinkKind } from '#lib/wire/entry.ts'

export const SETUP_COMMAND = 'npm run desk -- setup-link'
const RESET_COMMAND = 'npm run desk -- reset-password <name>'

const COMMANDS: Record<LinkKind, string | null> = {
  setup: SETUP_COMMAND,
  invite: null,
  reset: RESET_COMMAND,
}
const WHERE: Record<LinkKind, string> = {
  setup: 'A new one is printed where the desk was started:',
  invite: 'Ask an owner of the desk for another: Settings, People, Invite.',
  reset: 'Whoever runs the desk makes another where it runs:',
}

export function NewLink({ page, title, children }: { page: LinkKind; title: string; children: ReactNode }) {
  const command = COMMANDS[page]
  return (
    <div className="space-y-3">
      <Notice severity="medium" title={title}>
        <p>{children}</p>
        <p className="mt-1">{WHERE[page]}</p>
      </Notice>
      {command !== null && <CommandLine text={command} />}
    </div>
  )
}
