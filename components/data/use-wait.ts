// Waiting until one may ask again, in whole seconds, by the browser's clock: a phone that slept has waited as well.
'use client'
import { useEffect, useState } from 'react'
import { SECOND_MS } from '#lib/base/time.ts'

export type Wait = { secondsLeft: number; begin: (waitMs: number) => void }

export function useWait(): Wait {
  const [wait, setWait] = useState({ endsAt: 0, secondsLeft: 0 })
  const isOn = wait.secondsLeft > 0
  useEffect(() => {
    if (!isOn) return
    const timer = setInterval(
      () => setWait(now => ({ ...now, secondsLeft: secondsUntil(now.endsAt) })),
      SECOND_MS,
    )
    return () => clearInterval(timer)
  }, [isOn])
  const begin = (waitMs: number) => {
    const endsAt = Date.now() + waitMs
    setWait({ endsAt, secondsLeft: secondsUntil(endsAt) })
  }
  return { secondsLeft: wait.secondsLeft, begin }
}

function secondsUntil(endsAt: number): number {
  return Math.max(0, Math.ceil((endsAt - Date.now()) / SECOND_MS))
}
