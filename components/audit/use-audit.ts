// The log as this page asks for it: by the filter in the address, a page at a time; first as the server drew it.
'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import type { AskFault } from '#components/data/ask.ts'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import { type AuditEntry, type AuditFilter, ListAudit } from '#lib/wire/audit.ts'
import type { Reply } from '#lib/wire/contract.ts'
import { filterOf, isSame, searchOf } from './audit-filter.ts'

export const PAGE_ROWS = 50
/** What the page has just come with is not asked for again at once. */
const FRESH_MS = 5 * SECOND_MS

export type FirstPage = { filter: AuditFilter; reply: Reply<typeof ListAudit> }

export type Listing = {
  /** Null while nothing is known yet. */
  entries: readonly AuditEntry[] | null
  hasMore: boolean
  /** What is shown answers an earlier filter. */
  isOld: boolean
  isAsking: boolean
  isAskingMore: boolean
  fault: AskFault | null
  more: () => void
  refresh: () => void
}

/** Each choice is a step that the back button takes back. */
export function useAuditFilter(): { filter: AuditFilter; choose: (filter: AuditFilter) => void } {
  const search = useSearchParams()
  const path = usePathname()
  const filter = useMemo(() => filterOf(search), [search])
  const choose = (next: AuditFilter) => {
    if (!isSame(filter, next)) window.history.pushState(null, '', path + searchOf(next))
  }
  return { filter, choose }
}

export function useAudit(filter: AuditFilter, first: FirstPage): Listing {
  const query = useInfiniteQuery({
    queryKey: [ListAudit.name, filter],
    queryFn: ({ signal, pageParam }) => {
      const asked = { ...filter, limit: PAGE_ROWS, ...(pageParam === null ? {} : { cursor: pageParam }) }
      return askOrThrow(ListAudit, { query: asked }, { signal })
    },
    initialPageParam: null as string | null, // there is no cursor before the first page
    getNextPageParam: page => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false, // every page that was opened would be asked for anew
    refetchOnReconnect: false,
    ...(isSame(filter, first.filter) ? { initialData: { pages: [first.reply], pageParams: [null] } } : {}),
  })
  const { data, error } = query
  return {
    entries: useMemo(() => data?.pages.flatMap(page => page.entries) ?? null, [data]),
    hasMore: query.hasNextPage,
    isOld: query.isPlaceholderData,
    isAsking: query.isFetching && !query.isFetchingNextPage,
    isAskingMore: query.isFetchingNextPage,
    fault: error === null ? null : faultOf(error),
    more: () => void query.fetchNextPage(),
    refresh: () => void query.refetch(),
  }
}
