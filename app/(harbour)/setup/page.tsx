// The set-up page: a link that was printed where the desk was started makes its owner. Its token stands after the # and is read by the browser alone.
import type { Metadata } from 'next'
import { LinkView } from '#components/entry/link-view.tsx'
import { Harbour } from '#components/shell/harbour.tsx'

export const metadata: Metadata = { title: 'Set-up' }

export default function SetupPage() {
  return (
    <Harbour isSteps>
      <LinkView page="setup" />
    </Harbour>
  )
}
