// Settings: what programs may do in one's name.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { TokensView } from '#components/settings/tokens-view.tsx'
import { ListTokens } from '#lib/wire/token.ts'
import { pageAsk, signedIn } from '#server/http/page.ts'
import { listTokens } from '#server/services/tokens/list.ts'
import { NO_INPUT } from '../no-input.ts'

export const metadata: Metadata = { title: 'API tokens' }

export default async function TokensPage() {
  const viewer = await signedIn(await headers(), '/settings/tokens')
  const tokens = await pageAsk(viewer, ListTokens, { verb: listTokens, input: NO_INPUT })
  return <TokensView tokens={tokens} />
}
