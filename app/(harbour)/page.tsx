// The front door: into the desk for whoever is signed in, to sign in for everybody else; and while nobody owns the desk,
// where its link is found.
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { NewcomerView } from '#components/entry/newcomer-view.tsx'
import { DESK } from '#components/entry/next-place.ts'
import { Harbour } from '#components/shell/harbour.tsx'
import { deskHasOwner } from '#server/http/front.ts'
import { pageViewer } from '#server/http/page.ts'

export default async function FrontPage() {
  if ((await pageViewer(await headers())) !== undefined) redirect(DESK)
  if (await deskHasOwner()) redirect('/login')
  return (
    <Harbour>
      <NewcomerView />
    </Harbour>
  )
}
