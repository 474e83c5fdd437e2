// A page that is opened by a one-time link: what the link is for, or why it is for nothing.
'use client'
import dynamic from 'next/dynamic'
import type { LinkKind } from '#lib/wire/entry.ts'
import { LinkSkeleton } from './link-skeleton.tsx'
import { NewLink } from './new-link.tsx'
import { useLinkToken } from './use-link-token.ts'

/** Whoever comes without a link needs nothing of it. */
const LinkRoom = dynamic(() => import('./link-room.tsx').then(it => it.LinkRoom), {
  ssr: false,
  loading: LinkSkeleton,
})

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
      {token === null && <LinkSkeleton />}
      {token === '' && (
        <NewLink page={page} title="This page needs its link">
          Open the link as it was given to you. It works once, and after a reload it must be opened again.
        </NewLink>
      )}
      {token !== null && token !== '' && <LinkRoom key={token} token={token} page={page} />}
    </>
  )
}
