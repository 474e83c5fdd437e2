// Whether the one-time link is good, asked of the desk.
'use client'
import { useQuery } from '@tanstack/react-query'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { CheckSetup, SetupToken } from '#lib/wire/setup.ts'
import { NewLink } from './new-link.tsx'

export function LinkCheck({ token }: { token: string }) {
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
        It is good once, within half an hour of being printed. Browser, web process and database speak to each
        other, and this desk has no owner yet.
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
