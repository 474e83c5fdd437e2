// How React reads what is live: a topic, the link, the desk's clock, and how fresh a datum is.
'use client'
import { useCallback, useState, useSyncExternalStore } from 'react'
import type { TopicName } from '#lib/wire/stream.ts'
import { type Freshness, freshnessOf, type Limits, type Shown, settle } from './freshness.ts'
import { type LinkStatus, NOT_LINKED } from './link.ts'
import { useDesk } from './live-desk.tsx'
import type { Told } from './live-store.ts'

const NOTHING_TOLD = { rows: null, saidAt: null } as const

/** What the server drew the page with stands until the stream has told. */
export function useTopic<T extends TopicName>(topic: T, first: Told<T> = NOTHING_TOLD): Told<T> {
  const desk = useDesk()
  const watch = useCallback((listener: () => void) => desk.watch(topic, listener), [desk, topic])
  const told = useSyncExternalStore(
    watch,
    () => desk.store.read(topic),
    () => NOTHING_TOLD,
  )
  return told.rows === null ? first : told
}

export function useLink(): LinkStatus {
  const desk = useDesk()
  const listen = useCallback((listener: () => void) => desk.listen(listener), [desk])
  return useSyncExternalStore(
    listen,
    () => desk.readStatus(),
    () => NOT_LINKED,
  )
}

/** The desk's clock in steps of a second; zero before the page has come alive. */
export function useNow(): number {
  const desk = useDesk()
  const listen = useCallback((listener: () => void) => desk.listen(listener), [desk])
  return useSyncExternalStore(
    listen,
    () => desk.readNow(),
    () => 0,
  )
}

/**
 * How fresh a datum of this moment is shown now: worse at once, better only when it lasts. Null when it never was;
 * undefined while nobody knows yet, which is neither fresh nor old.
 */
export function useFreshness(
  at: number | null | undefined,
  limits: Limits,
  now: number,
): { freshness: Freshness; ageMs: number } | null {
  const [shown, setShown] = useState<Shown | null>(null)
  if (at === undefined || now === 0) return null
  const ageMs = at === null ? Number.POSITIVE_INFINITY : Math.max(0, now - at)
  const next = settle(shown, freshnessOf(ageMs, limits), now)
  if (next.freshness !== shown?.freshness || next.betterSince !== shown.betterSince) setShown(next)
  return { freshness: next.freshness, ageMs }
}
