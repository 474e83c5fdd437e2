// The sign-in page; whoever is signed in already goes on at once, and a desk that nobody owns has nothing to sign in to.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { nextPlace } from '#components/entry/next-place.ts'
import { SignInView } from '#components/entry/sign-in-view.tsx'
import { Harbour } from '#components/shell/harbour.tsx'
import { deskHasOwner, deskHost, deskVersion } from '#server/http/front.ts'
import { pageViewer } from '#server/http/page.ts'

export const metadata: Metadata = { title: 'Sign in' }

type LoginProps = { searchParams: Promise<{ next?: string | string[] }> }

export default async function LoginPage({ searchParams }: LoginProps) {
  const next = nextPlace((await searchParams).next)
  if ((await pageViewer(await headers())) !== undefined) redirect(next)
  if (!(await deskHasOwner())) redirect('/')
  return (
    <Harbour isSteps>
      <SignInView host={deskHost()} version={await deskVersion()} next={next} />
    </Harbour>
  )
}
