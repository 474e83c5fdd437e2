// Settings: how the desk looks.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { AppearanceView } from '#components/settings/appearance-view.tsx'
import { signedIn } from '#server/http/page.ts'

export const metadata: Metadata = { title: 'Appearance' }

export default async function AppearancePage() {
  await signedIn(await headers(), '/settings/appearance')
  return <AppearanceView />
}
