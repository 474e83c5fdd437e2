// The list of what this browser can do.
'use client'
import { useQuery } from '@tanstack/react-query'
import { SeverityShape } from '#components/ui/severity.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { browserChecks } from './browser-checks.ts'

export function BrowserFitness() {
  const { data } = useQuery({ queryKey: ['browser-checks'], queryFn: browserChecks, staleTime: Infinity })
  return (
    <section aria-labelledby="browser">
      <h2 id="browser" className="text-ink text-sm font-semibold tracking-tight">
        This browser
      </h2>
      {data === undefined ? (
        <Skeleton className="mt-3 h-[6.25rem] w-full" />
      ) : (
        <ul className="divide-line mt-2 divide-y">
          {data.map(({ name, isGood, meaning }) => (
            <li key={name} data-good={isGood} className="flex items-center gap-3 py-2 text-[0.8125rem]">
              <SeverityShape severity={isGood ? 'safe' : 'high'} />
              <span className="text-ink w-28 shrink-0 font-medium sm:w-32">{name}</span>
              <span className="text-soft">{meaning}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
