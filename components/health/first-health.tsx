// What the server drew the page with: it stands until the stream has told, and grows old by the clock of this browser.
'use client'
import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { AskFault } from '#components/data/ask.ts'
import type { Told } from '#components/data/live-store.ts'
import { askOrThrow, faultOf } from '#components/data/query.ts'
import { useLink, useNow, useTopic } from '#components/data/use-live.ts'
import { assert } from '#lib/base/assert.ts'
import { SECOND_MS } from '#lib/base/time.ts'
import { type Health, ReadHealth } from '#lib/wire/health.ts'
import type { JobRun } from '#lib/wire/job.ts'

export type First = { health: Health; jobs: readonly JobRun[] }
type Known = { health: Health; processes: Told<'processes'>; jobs: Told<'jobs'> }

const FirstContext = createContext<Known | null>(null)

export function KnowFirst({ first, children }: { first: First; children: ReactNode }) {
  const known = useMemo(() => {
    const { health, jobs } = first
    const saidAt = health.at
    return { health, processes: { rows: health.processes, saidAt }, jobs: { rows: jobs, saidAt } }
  }, [first])
  return <FirstContext value={known}>{children}</FirstContext>
}

function useFirst(): Known {
  const known = useContext(FirstContext)
  assert(known !== null, 'the health of the desk is shown with what the server knew first')
  return known
}

export function useProcesses(): Told<'processes'> {
  return useTopic('processes', useFirst().processes)
}

export function useJobs(): Told<'jobs'> {
  return useTopic('jobs', useFirst().jobs)
}

const ASK_AGAIN_MS = 15 * SECOND_MS

/** What is asked for and not told: the database, the machines, the schedule. */
export function useHealth(): { health: Health; fault: AskFault | null } {
  const { health } = useFirst()
  const { data, error } = useQuery({
    queryKey: [ReadHealth.name],
    queryFn: ({ signal }) => askOrThrow(ReadHealth, {}, { signal, isUnattended: true }),
    initialData: health,
    staleTime: ASK_AGAIN_MS,
    refetchInterval: ASK_AGAIN_MS,
  })
  return { health: data, fault: error === null ? null : faultOf(error) }
}

/**
 * The desk's clock. Before the desk was heard it goes on from the moment of the page, at the pace of this browser, whose own
 * clock may be minutes off.
 */
export function useDeskNow(): number {
  const now = useNow()
  const { heardAt } = useLink()
  const { health } = useFirst()
  const [begunAt, setBegunAt] = useState(0)
  if (begunAt === 0 && now !== 0) setBegunAt(now)
  if (heardAt !== null) return now
  return begunAt === 0 ? health.at : health.at + (now - begunAt)
}
