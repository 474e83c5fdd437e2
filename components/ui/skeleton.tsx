// Holds the place of what is still loading, at its final size.
import { classes } from './classes.ts'

export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={classes('animate-pulse rounded-md bg-raised', className)} />
}

/** As many rows as a table will have, as high as they will be. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div aria-hidden="true" className="divide-line divide-y">
      {Array.from({ length: count }, (_, place) => place).map(place => (
        <div key={place} className="h-row flex items-center">
          <Skeleton className={place % 2 === 0 ? 'h-3 w-2/5' : 'h-3 w-3/5'} />
        </div>
      ))}
    </div>
  )
}
