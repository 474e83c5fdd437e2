// The page of a reset link: its person chooses a new password. Its token stands after the # and is read by the browser alone.
import type { Metadata } from 'next'
import { LinkView } from '#components/entry/link-view.tsx'
import { Harbour } from '#components/shell/harbour.tsx'

export const metadata: Metadata = { title: 'New password' }

export default function ResetPage() {
  return (
    <Harbour isSteps>
      <LinkView page="reset" />
    </Harbour>
  )
}
