// Who one is: first as the server drew the page, then as the desk answers, with the role that the stream tells.
'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext } from 'react'
import { assert } from '#lib/base/assert.ts'
import { type Me, ReadMe } from '#lib/wire/account.ts'
import { askOrThrow } from './query.ts'
import { useLink } from './use-live.ts'

const FirstMe = createContext<Me | null>(null)
const KEY = [ReadMe.name] as const

export function KnowMe({ me, children }: { me: Me; children: ReactNode }) {
  return <FirstMe value={me}>{children}</FirstMe>
}

export function useMe(): Me {
  const first = useContext(FirstMe)
  assert(first !== null, 'who one is, is known inside the frame of the desk')
  const { role } = useLink()
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => askOrThrow(ReadMe, {}, { signal }),
    initialData: first,
    staleTime: Number.POSITIVE_INFINITY, // each question counts as use of the session: it is asked only for a reason
  })
  return role === null || role === data.role ? data : { ...data, role }
}

/** Asks anew who one is; the fault, if any, stays with the query. */
export function useMeRefresh(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries({ queryKey: KEY }), [queries])
}

/** As known at the moment of the call, which may be later than the page was drawn. */
export function useMeNow(): () => Me | undefined {
  const queries = useQueryClient()
  return useCallback(() => queries.getQueryData<Me>(KEY), [queries])
}

/** Puts a part that the desk has just answered with in its place. */
export function useMeChange(): (part: Partial<Me>) => void {
  const queries = useQueryClient()
  return useCallback(
    part => queries.setQueryData<Me>(KEY, me => (me === undefined ? me : { ...me, ...part })),
    [queries],
  )
}
