// What an owner must know of a restored desk: the secret that the seeds of the apps were sealed with did not come along.
'use client'
import { Notice } from '#components/ui/notice.tsx'
import { useHealth } from './first-health.tsx'

export function AppsNotice() {
  const { unopened_apps: people } = useHealth().health
  if (people === null || people === 0) return null
  return (
    <Notice
      severity="high"
      title={`No code counts of ${people === 1 ? 'the app of one person' : `the apps of ${people} people`}`}
    >
      The seeds of their authenticator apps were sealed with another NEXTAUTH_SECRET than the desk has now, as
      after a restore without it: no backup holds it. Put the old secret back (secrets/auth of the old data
      folder) and start the desk again. If it is lost, these people come in by a passkey, by a recovery code,
      or by a link of <code>npm run desk -- reset-password &lt;name&gt; --second-factor</code>.
    </Notice>
  )
}
