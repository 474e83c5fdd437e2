// The first choices of somebody who is new here: how the desk looks, and which clock it shows.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { WelcomeView } from '#components/entry/welcome-view.tsx'
import { Harbour } from '#components/shell/harbour.tsx'
import { ReadMe } from '#lib/wire/account.ts'
import { pageAsk, signedIn } from '#server/http/page.ts'
import { readMe } from '#server/services/account/read-me.ts'

export const metadata: Metadata = { title: 'Welcome' }

export default async function WelcomePage() {
  const viewer = await signedIn(await headers(), '/welcome')
  const input = { params: {}, query: {}, body: {} }
  const { id, name, preferences } = await pageAsk(viewer, ReadMe, { verb: readMe, input })
  return (
    <Harbour isSteps>
      <WelcomeView userId={id} name={name} saved={preferences} />
    </Harbour>
  )
}
