// The first sign of a person on the page: a pointer that moves, a key, a touch. What only a person needs is loaded then.
'use client'
import { useEffect, useState } from 'react'

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const

export function useFirstSign(): boolean {
  const [isSeen, setIsSeen] = useState(false)
  useEffect(() => {
    const ending = new AbortController()
    const see = () => {
      ending.abort()
      setIsSeen(true)
    }
    for (const sign of SIGNS) addEventListener(sign, see, { signal: ending.signal, passive: true })
    return () => ending.abort()
  }, [])
  return isSeen
}
