// A page of the desk that broke: the frame around it stays.
'use client'
import { BrokenPage } from '#components/shell/broken-page.tsx'

export default function DeskPageError({ error }: { error: Error & { digest?: string } }) {
  return <BrokenPage digest={error.digest} />
}
