// The live desk of this browser tab: one socket and one store for all pages of the frame.
'use client'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { assert } from '#lib/base/assert.ts'
import { browserWorld } from './browser.ts'
import { Desk } from './desk.ts'

const DeskContext = createContext<Desk | null>(null)

export function LiveDesk({ children }: { children: ReactNode }) {
  const [desk] = useState(() => new Desk(browserWorld()))
  useEffect(() => {
    const wake = () => {
      if (document.visibilityState === 'visible') desk.wake()
    }
    desk.open()
    document.addEventListener('visibilitychange', wake)
    window.addEventListener('online', wake)
    return () => {
      document.removeEventListener('visibilitychange', wake)
      window.removeEventListener('online', wake)
      desk.close()
    }
  }, [desk])
  return <DeskContext value={desk}>{children}</DeskContext>
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  assert(desk !== null, 'live data is read inside <LiveDesk>')
  return desk
}
