// Settings: who one is, and what the desk is made of.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { ProfileView } from '#components/settings/profile-view.tsx'
import { signedIn } from '#server/http/page.ts'
import { dependencies, license, version } from '../../../../package.json'

export const metadata: Metadata = { title: 'Profile' }

export default async function ProfilePage() {
  await signedIn(await headers(), '/settings/profile')
  const packages = Object.entries(dependencies).map(([name, of]) => ({ name, version: of }))
  return <ProfileView about={{ version, licence: license, packages }} />
}
