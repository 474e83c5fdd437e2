// The last resort, when the document itself broke.
'use client'
import { Broken } from '#components/shell/broken.tsx'
import './globals.css'

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Plimsoll</title>
        <Broken digest={error.digest} />
      </body>
    </html>
  )
}
