// Who looks at a page: the same session that opens the routes.
import 'server-only'
import { headers } from 'next/headers'
import type { Viewer } from '#server/auth/sessions.ts'
import { runtime } from '#server/runtime.ts'

export async function pageViewer(): Promise<Viewer | undefined> {
  const session = await runtime().sessionOf((await headers()).get('cookie'))
  return session.ok ? session.value : undefined
}
