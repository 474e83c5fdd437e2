// A page that is opened by a one-time link: what the link is for, or why it is for nothing.
'use client'
import { useQuery } from '@tanstack/react-query'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Failed } from '#components/ui/states.tsx'
import { SECOND_MS } from '#lib/base/time.ts'
import { type LinkKind, ReadLink } from '#lib/wire/entry.ts'
import { Token } from '#lib/wire/scalars.ts'
import { BrowserFaults } from './browser-faults.tsx'
import { LinkWizard } from './link-wizard.tsx'
import { NewLink } from './new-link.tsx'
import { useLinkToken } from './use-link-token.ts'

const RETRY_EVERY_MS = 2 * SECOND_MS
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
      {token === null && <Waiting />}
      {token === '' && (
        <NewLink page={page} title="This page needs its link">
          Open the link as it was given to you. It works once, and after a reload it must be opened again.
        </NewLink>
      )}
      {token !== null && token !== '' && <OpenLink key={token} token={token} page={page} />}
    </>
  )
}

function OpenLink({ token, page }: { token: string; page: LinkKind }) {
  const isWhole = Token.safeParse(token).success
  const { data, error, failureReason, refetch, isFetching } = useQuery({
    queryKey: [ReadLink.name, token],
    queryFn: ({ signal }) => askOrThrow(ReadLink, { body: { token } }, { signal }),
    enabled: isWhole,
    retry: (_, cause) => faultOf(cause).code === 'UNREACHABLE',
    retryDelay: RETRY_EVERY_MS,
    // Each answer holds another QR code: the one that was scanned must stay.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  })
  if (!isWhole) {
    return (
      <NewLink page={page} title="This is not a whole link">
        A piece of it is missing: copy all of it, from the first letter to the last.
      </NewLink>
    )
  }
  if (data !== undefined) return <LinkWizard link={data} token={token} readAgain={refetch} />
  const fault = error === null ? null : faultOf(error)
  if (fault?.code === 'GONE') {
    return (
      <NewLink page={page} title="This link is not good any more">
        It was used, it is too old, or it never was one of this desk.
      </NewLink>
    )
  }
  if (fault !== null) {
    const retry = () => void refetch()
    return <Failed title="The link could not be read" fault={fault} retry={retry} isBusy={isFetching} />
  }
  return failureReason === null ? (
    <Waiting />
  ) : (
    <Failed title="The desk does not answer" fault={{ message: KEEPS_TRYING, requestId: null }} />
  )
}

const KEEPS_TRYING =
  'It may be restarting, or this device may be offline. This page keeps trying; the link stays good.'

function Waiting() {
  return (
    <div className="space-y-4">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
    </div>
  )
}
