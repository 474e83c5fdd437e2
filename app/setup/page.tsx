// The set-up page. Its token stands after the # and is read by the browser alone.
import type { Metadata } from 'next'
import { Queries } from '#components/data/queries.tsx'
import { SetupView } from '#components/setup/setup-view.tsx'
import { Harbour } from '#components/shell/harbour.tsx'

export const metadata: Metadata = { title: 'Set-up' }

export default function SetupPage() {
  return (
    <Harbour>
      <Queries>
        <SetupView />
      </Queries>
    </Harbour>
  )
}
