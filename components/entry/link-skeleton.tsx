// The place of the first step, while nobody knows yet what the link is for.
import { Skeleton } from '#components/ui/skeleton.tsx'

export function LinkSkeleton() {
  return (
    <div className="space-y-4">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-12 w-full" />
      <Skeleton className="h-12 w-full" />
    </div>
  )
}
