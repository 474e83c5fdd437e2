// Settings: who one is, and what the desk is made of.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { ProfileView } from '#components/settings/profile-view.tsx'
import { deskVersion } from '#server/http/front.ts'
import { signedIn } from '#server/http/page.ts'

export const metadata: Metadata = { title: 'Profile' }

export default async function ProfilePage() {
  await signedIn(await headers(), '/settings/profile')
  return <ProfileView version={await deskVersion()} />
}
