// A page of the desk that broke: the frame around it stays.
'use client'
import { BrokenPage } from '#components/shell/broken-page.tsx'

type PageErrorProps = { error: Error & { digest?: string }; reset: () => void }

export default function DeskPageError({ error, reset }: PageErrorProps) {
  return <BrokenPage digest={error.digest} retry={reset} />
}
