// A page that is opened by a one-time link: what the link is for, or why it is for nothing.
'use client'
import type { LinkKind } from '#lib/wire/entry.ts'
import { BrowserFaults } from './browser-faults.tsx'
import { LinkSkeleton } from './link-skeleton.tsx'
import { NewLink } from './new-link.tsx'
import { OpenLink } from './open-link.tsx'
import { useLinkToken } from './use-link-token.ts'

const TITLES: Record<LinkKind, string> = {
  setup: 'Set up your desk',
  invite: 'Join the desk',
  reset: 'A new password',
}

export function LinkView({ page }: { page: LinkKind }) {
  const token = useLinkToken()
  return (
    <>
      <h1 className="text-ink mb-6 text-2xl font-semibold tracking-tight sm:text-3xl">{TITLES[page]}</h1>
      {page !== 'reset' && <BrowserFaults />}
      {token === null && <LinkSkeleton />}
      {token === '' && (
        <NewLink page={page} title="This page needs its link">
          Open the link as it was given to you. It works once, and after a reload it must be opened again.
        </NewLink>
      )}
      {token !== null && token !== '' && <OpenLink key={token} token={token} page={page} />}
    </>
  )
}
