// The cache of what is asked for, as opposed to what is told: one for as long as the desk is open.
'use client'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Gates } from './gates.ts'
import { faultOf, isRefusal } from './query.ts'
import { useGates } from './session.tsx'

export function Queries({ children }: { children: ReactNode }) {
  const gates = useGates()
  const [queries] = useState(() => openQueries(gates))
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>
}

function openQueries(gates: Gates | null): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        if (gates === null || !isRefusal(error)) return
        const fault = faultOf(error)
        gates.note(fault)
        if (fault.code === 'UNAUTHENTICATED') void gates.pass('sign-in')
      },
    }),
    // A refusal is an answer: only what nobody answered is asked again by itself.
    defaultOptions: { queries: { retry: (count, error) => count < 1 && isUnanswered(error) } },
  })
  return queries
}

function isUnanswered(error: Error): boolean {
  return isRefusal(error) && faultOf(error).code === 'UNREACHABLE'
}
