// Settings: the ways in, and what stands in when one is lost.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { SecurityView } from '#components/settings/security-view.tsx'
import { ListPasskeys } from '#lib/wire/account.ts'
import { pageAsk, signedIn } from '#server/http/page.ts'
import { listPasskeys } from '#server/services/passkeys/list.ts'
import { NO_INPUT } from '../no-input.ts'

export const metadata: Metadata = { title: 'Security' }

export default async function SecurityPage() {
  const viewer = await signedIn(await headers(), '/settings/security')
  const passkeys = await pageAsk(viewer, ListPasskeys, { verb: listPasskeys, input: NO_INPUT })
  return <SecurityView passkeys={passkeys} />
}
