// The set-up page: is the link good, what is this desk made of, and is this browser fit for it.
'use client'
import { useSyncExternalStore } from 'react'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { BrowserFitness } from './browser-fitness.tsx'
import { LinkCheck } from './link-check.tsx'
import { NewLink } from './new-link.tsx'
import { Parts } from './parts.tsx'

export function SetupView() {
  const token = useToken()
  return (
    <div className="space-y-9">
      <header>
        <h1 className="text-ink text-3xl font-semibold tracking-tight sm:text-4xl">Set up your desk</h1>
        <p className="text-soft mt-3 text-[0.9375rem]">
          It runs on your machine and answers to nobody else. The one-time link shows that it was you who
          started it.
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
