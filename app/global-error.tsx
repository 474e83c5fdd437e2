// The last resort, when the document itself broke.
'use client'
import { Broken } from '#components/shell/broken.tsx'
import './globals.css'

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return (
    <html lang="en">
      <body>
        <title>Plimsoll</title>
        <Broken digest={error.digest} retry={reset} />
      </body>
    </html>
  )
}
