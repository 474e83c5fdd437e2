// A list of one's own: first as the server drew the page, then as the desk answers when asked anew.
'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { AskFault } from '#components/data/ask.ts'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import type { AnyContract, Reply } from '#lib/wire/contract.ts'

/** What the page has just come with is not asked for again at once. */
const FRESH_MS = 5 * SECOND_MS

export type Listed<Data> = {
  data: Data
  /** Why the last question was not answered; what is shown is older then. */
  fault: AskFault | null
  isAsking: boolean
  refresh: () => Promise<void>
}

export function useList<C extends AnyContract>(contract: C, first: Reply<C>): Listed<Reply<C>> {
  const queries = useQueryClient()
  const { name } = contract
  const { data, error, isFetching } = useQuery<Reply<C>>({
    queryKey: [name],
    queryFn: ({ signal }) => askOrThrow(contract, {}, { signal }),
    initialData: () => first,
    staleTime: FRESH_MS,
  })
  const refresh = useCallback(() => queries.invalidateQueries({ queryKey: [name] }), [queries, name])
  // There is always the first answer, which generic types cannot say.
  return { data: data ?? first, fault: error === null ? null : faultOf(error), isAsking: isFetching, refresh }
}
