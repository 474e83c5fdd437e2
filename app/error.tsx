// A page that broke: what happened, that the desk itself goes on, and the number to quote.
'use client'
import { Broken } from '#components/shell/broken.tsx'

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <Broken digest={error.digest} retry={reset} />
}
