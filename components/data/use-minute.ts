// The time of this browser in steps of a minute, for a clock outside the desk; zero before the page has come alive.
'use client'
import { useSyncExternalStore } from 'react'
import { MINUTE_MS, SECOND_MS } from '#lib/base/time.ts'

export function useMinute(): number {
  return useSyncExternalStore(
    listen,
    () => Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS,
    () => 0,
  )
}

function listen(changed: () => void): () => void {
  const timer = setInterval(changed, SECOND_MS)
  return () => clearInterval(timer)
}
