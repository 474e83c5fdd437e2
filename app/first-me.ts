// Who looks at this page and how they want the desk to look, asked once for each request.
import { headers } from 'next/headers'
import { cache } from 'react'
import { type Me, ReadMe } from '#lib/wire/account.ts'
import { pageAsk, pageViewer } from '#server/http/page.ts'
import { readMe } from '#server/services/account/read-me.ts'

/** Undefined for whoever is not signed in. */
export const firstMe = cache(async (): Promise<Me | undefined> => {
  const viewer = await pageViewer(await headers())
  if (viewer === undefined) return undefined
  return await pageAsk(viewer, ReadMe, { verb: readMe, input: { params: {}, query: {}, body: {} } })
})
