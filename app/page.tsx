// The front door: into the desk for whoever is signed in, and how to get in for everybody else.
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { NewcomerView } from '#components/setup/newcomer-view.tsx'
import { Harbour } from '#components/shell/harbour.tsx'
import { pageViewer } from '#server/http/page.ts'

export default async function FrontPage() {
  if ((await pageViewer(await headers())) !== undefined) redirect('/health')
  return (
    <Harbour>
      <NewcomerView />
    </Harbour>
  )
}
