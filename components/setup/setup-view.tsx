// The set-up page: is the link good, what is this desk made of, and is this browser fit for it.
'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useSyncExternalStore } from 'react'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { Button } from '#components/ui/button.tsx'
import { CommandLine } from '#components/ui/command-line.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { CheckSetup, SetupToken } from '#lib/wire/setup.ts'
import { BrowserFitness } from './browser-fitness.tsx'
import { NEW_LINK } from './new-link.ts'
import { Parts } from './parts.tsx'

export function SetupView() {
  const token = useToken()
  return (
    <div className="space-y-9">
      <header>
        <h1 className="text-ink text-3xl font-semibold tracking-tight sm:text-4xl">Set up your desk</h1>
        <p className="text-soft mt-3 text-[0.9375rem]">
          It runs on your machine and answers to nobody else. Whoever holds the one-time link becomes its
          owner.
        </p>
      </header>
      <section aria-label="The link" aria-live="polite">
        {token === null && <Skeleton className="h-20 w-full" />}
        {token === '' && (
          <NewLink title="This page needs its link">
            Open it as it was printed where the desk was started, or print a new one there:
          </NewLink>
        )}
        {token !== null && token !== '' && <LinkCheck token={token} />}
      </section>
      <BrowserFitness />
      <Parts />
    </div>
  )
}

function LinkCheck({ token }: { token: string }) {
  const isReadable = SetupToken.safeParse(token).success
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: [CheckSetup.name, token],
    queryFn: ({ signal }) => askOrThrow(CheckSetup, { body: { token } }, { signal }),
    enabled: isReadable,
    retry: false,
  })
  const fault = error === null ? null : faultOf(error)
  if (!isReadable)
    return (
      <NewLink title="This is not a whole link">
        A piece of it is missing. Copy all of it, or print a new one:
      </NewLink>
    )
  if (data !== undefined) {
    return (
      <Notice severity="safe" title="The link is good">
        It opens the desk once, within half an hour of being printed. The form for the owner's account comes
        with the next version of the desk; until then this shows that browser, web process and database speak
        to each other.
      </Notice>
    )
  }
  if (fault?.code === 'GONE') {
    return (
      <NewLink title="This link is not good any more">
        It was used, is older than half an hour, or the desk has its owner. Print a new one:
      </NewLink>
    )
  }
  if (fault !== null) {
    return (
      <div className="space-y-3">
        <Notice severity="high" title="The link could not be checked" requestId={fault.requestId}>
          {fault.message}
        </Notice>
        <Button onClick={() => void refetch()} disabled={isFetching}>
          Check again
        </Button>
      </div>
    )
  }
  return <Skeleton className="h-20 w-full" />
}

function NewLink({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="space-y-3">
      <Notice severity="medium" title={title}>
        {children}
      </Notice>
      <CommandLine text={NEW_LINK} />
    </div>
  )
}

/** After the # it never leaves the browser: no log of ours or of a proxy holds it. Null while the page is not alive yet. */
function useToken(): string | null {
  return useSyncExternalStore(
    listen => {
      addEventListener('hashchange', listen)
      return () => removeEventListener('hashchange', listen)
    },
    () => location.hash.slice(1),
    () => null,
  )
}
