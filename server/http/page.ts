// Who looks at a page: the same session that opens the routes. The page hands in the headers that Next gives it.
import 'server-only'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { hasRole, type Role } from '#lib/wire/role.ts'
import type { Viewer } from '#server/auth/sessions.ts'
import { runtime } from '#server/runtime.ts'
import { onceMore } from './once-more.ts'

export { pageAsk } from './page-ask.ts'

/** Where whoever is signed in is let in, whatever their role. */
const HOME = '/health'

type PageHeaders = Pick<Headers, 'get'>

export async function pageViewer(headers: PageHeaders): Promise<Viewer | undefined> {
  return await viewerOfRequest(headers.get('cookie'))
}

/** Layout and page of one request ask once: what they show is of one moment. */
const viewerOfRequest = cache(async (cookie: string | null): Promise<Viewer | undefined> => {
  const session = await onceMore(() => runtime().sessionOf(cookie))
  return session.ok ? session.value : undefined
})

/** A stranger is led to sign in and from there back to this path; whoever's role is too low, to where they may be. */
export async function signedIn(headers: PageHeaders, path: string, needed: Role = 'viewer'): Promise<Viewer> {
  const viewer = await pageViewer(headers)
  if (viewer === undefined) redirect(`/login?next=${encodeURIComponent(path)}`)
  if (!hasRole(viewer.role, needed)) redirect(HOME)
  return viewer
}
