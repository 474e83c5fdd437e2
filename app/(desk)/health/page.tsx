// The health of the desk, for whoever is signed in.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { HealthView } from '#components/health/health-view.tsx'
import { signedIn } from '#server/http/page.ts'

export const metadata: Metadata = { title: 'Health' }

export default async function HealthPage() {
  const viewer = await signedIn(await headers(), '/health')
  return <HealthView role={viewer.role} />
}
