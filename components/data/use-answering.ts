// Whether the desk answers again, asked every few seconds while it does not.
'use client'
import { useEffect, useState } from 'react'
import { SECOND_MS } from '#lib/base/time.ts'

const EVERY_MS = 2 * SECOND_MS
const WITHIN_MS = 3 * SECOND_MS

/** Undefined while nobody wants to know; then false until it answers, and true from then on. */
export function useAnswering(isWanted: boolean): boolean | undefined {
  const [isBack, setIsBack] = useState(false)
  useEffect(() => {
    if (!isWanted) return
    const ending = new AbortController()
    setIsBack(false)
    void untilAnswered(ending.signal).then(() => {
      if (!ending.signal.aborted) setIsBack(true)
    })
    return () => ending.abort()
  }, [isWanted])
  return isWanted ? isBack : undefined
}

async function untilAnswered(ending: AbortSignal): Promise<void> {
  while (!ending.aborted) {
    await after(EVERY_MS)
    if (!ending.aborted && (await isAnswering())) return
  }
}

/** Asked once: the desk is there, with all that it needs. */
export async function isAnswering(): Promise<boolean> {
  try {
    const response = await fetch('/readyz', { cache: 'no-store', signal: AbortSignal.timeout(WITHIN_MS) })
    return response.ok
  } catch {
    return false // nobody there: that is what was asked
  }
}

function after(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
