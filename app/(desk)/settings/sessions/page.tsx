// Settings: where one is signed in.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { SessionsView } from '#components/settings/sessions-view.tsx'
import { ListSessions } from '#lib/wire/account.ts'
import { pageAsk, signedIn } from '#server/http/page.ts'
import { listSessions } from '#server/services/account/list-sessions.ts'
import { NO_INPUT } from '../no-input.ts'

export const metadata: Metadata = { title: 'Sessions' }

export default async function SessionsPage() {
  const viewer = await signedIn(await headers(), '/settings/sessions')
  const sessions = await pageAsk(viewer, ListSessions, { verb: listSessions, input: NO_INPUT })
  return <SessionsView sessions={sessions} />
}
