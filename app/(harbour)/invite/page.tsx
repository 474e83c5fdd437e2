// The page of an invitation: its link makes whoever was invited one of the people. Its token stands after the # and is read by the browser alone.
import type { Metadata } from 'next'
import { LinkView } from '#components/entry/link-view.tsx'
import { Harbour } from '#components/shell/harbour.tsx'

export const metadata: Metadata = { title: 'Invitation' }

export default function InvitePage() {
  return (
    <Harbour isSteps>
      <LinkView page="invite" />
    </Harbour>
  )
}
