// The desk: one frame around all its pages, which stays while they change.
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { RAIL_COOKIE } from '#components/shell/rail-width.ts'
import { firstMe } from '../first-me.ts'
import { OpenDesk } from './open-desk.tsx'

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const me = await firstMe()
  if (me === undefined) return children // the page itself leads to sign in, and from there back to it
  const isRailNarrow = (await cookies()).get(RAIL_COOKIE)?.value === 'narrow'
  return (
    <OpenDesk me={me} isRailNarrow={isRailNarrow}>
      {children}
    </OpenDesk>
  )
}
