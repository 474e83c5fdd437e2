// The health of the desk, for whoever is signed in.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { HealthView } from '#components/health/health-view.tsx'
import { DeskFrame } from '#components/shell/desk-frame.tsx'
import { pageViewer } from '#server/http/page.ts'

export const metadata: Metadata = { title: 'Health' }

export default async function HealthPage() {
  const viewer = await pageViewer(await headers())
  if (viewer === undefined) redirect('/')
  return (
    <DeskFrame viewer={viewer} place="health">
      <HealthView role={viewer.role} />
    </DeskFrame>
  )
}
