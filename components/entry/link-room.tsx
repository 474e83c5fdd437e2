// Everything that a link needs once there is one: what is asked for, what the browser cannot do, and the steps.
'use client'
import { Queries } from '#components/data/queries.tsx'
import type { LinkKind } from '#lib/wire/entry.ts'
import { BrowserFaults } from './browser-faults.tsx'
import { OpenLink } from './open-link.tsx'

export function LinkRoom({ token, page }: { token: string; page: LinkKind }) {
  return (
    <Queries>
      {page !== 'reset' && <BrowserFaults />}
      <OpenLink token={token} page={page} />
    </Queries>
  )
}
