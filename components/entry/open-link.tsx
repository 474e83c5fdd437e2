// What a link is for, asked of the desk for as long as nobody answers, and the steps that it asks for.
'use client'
import { useQuery } from '@tanstack/react-query'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { Failed } from '#components/ui/states.tsx'
import { SECOND_MS } from '#lib/base/time.ts'
import { type LinkKind, ReadLink } from '#lib/wire/entry.ts'
import { Token } from '#lib/wire/scalars.ts'
import { LinkSkeleton } from './link-skeleton.tsx'
import { LinkWizard } from './link-wizard.tsx'
import { NewLink } from './new-link.tsx'

const RETRY_EVERY_MS = 2 * SECOND_MS

export function OpenLink({ token, page }: { token: string; page: LinkKind }) {
  const isWhole = Token.safeParse(token).success
  const { data, error, failureReason, refetch, isFetching } = useQuery({
    queryKey: [ReadLink.name, token],
    queryFn: ({ signal }) => askOrThrow(ReadLink, { body: { token } }, { signal }),
    enabled: isWhole,
    retry: (_, cause) => faultOf(cause).code === 'UNREACHABLE',
    retryDelay: RETRY_EVERY_MS,
    networkMode: 'always',
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
  const fault = error === null ? null : faultOf(error)
  if (fault?.code === 'GONE') {
    return (
      <NewLink page={page} title="This link is not good any more">
        It was used, it is too old, or it never was one of this desk.
      </NewLink>
    )
  }
  if (data !== undefined) return <LinkWizard link={data} token={token} readAgain={refetch} />
  if (fault !== null) {
    const retry = () => void refetch()
    return <Failed title="The link could not be read" fault={fault} retry={retry} isBusy={isFetching} />
  }
  return failureReason === null ? (
    <LinkSkeleton />
  ) : (
    <Failed title="The desk does not answer" fault={{ message: KEEPS_TRYING, requestId: null }} />
  )
}

const KEEPS_TRYING =
  'It may be restarting, or this device may be offline. This page keeps trying; the link stays good.'
