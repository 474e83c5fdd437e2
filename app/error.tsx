// A page that broke: what happened, that the desk itself goes on, and the number to quote.
'use client'
import { Broken } from '#components/shell/broken.tsx'

export default function PageError({ error }: { error: Error & { digest?: string } }) {
  return <Broken digest={error.digest} />
}
