// Who looks at a page: the same session that opens the routes. The page hands in the headers that Next gives it.
import 'server-only'
import type { Viewer } from '#server/auth/sessions.ts'
import { runtime } from '#server/runtime.ts'
import { onceMore } from './once-more.ts'

export async function pageViewer(headers: Pick<Headers, 'get'>): Promise<Viewer | undefined> {
  const session = await onceMore(() => runtime().sessionOf(headers.get('cookie')))
  return session.ok ? session.value : undefined
}
