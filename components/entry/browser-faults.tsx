// What this browser cannot do of what the desk will need; a browser that can has nothing to be told.
'use client'
import { useQuery } from '@tanstack/react-query'
import { Notice } from '#components/ui/notice.tsx'
import { browserChecks } from './browser-checks.ts'

export function BrowserFaults() {
  const { data = [] } = useQuery({
    queryKey: ['browser-checks'],
    queryFn: browserChecks,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <div className="mb-5 space-y-2 empty:hidden">
      {data
        .filter(({ isGood }) => !isGood)
        .map(({ name, meaning }) => (
          <Notice key={name} severity="medium" title={name}>
            {meaning}
          </Notice>
        ))}
    </div>
  )
}
