// Holds the place of what is still loading, at its final size.
import { classes } from './classes.ts'

export function Skeleton({ className }: { className: string }) {
  return <div aria-hidden="true" className={classes('animate-pulse rounded-md bg-raised', className)} />
}
