// Settings: which keys do what.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { KeyboardView } from '#components/settings/keyboard-view.tsx'
import { signedIn } from '#server/http/page.ts'

export const metadata: Metadata = { title: 'Keyboard' }

export default async function KeyboardPage() {
  await signedIn(await headers(), '/settings/keyboard')
  return <KeyboardView />
}
