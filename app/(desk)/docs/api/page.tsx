// The documentation of the API, made of the same contracts that the routes enforce; for whoever is signed in.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { API } from '#lib/wire/api.ts'
import { openApi } from '#lib/wire/openapi.ts'
import { signedIn } from '#server/http/page.ts'
import { ApiList } from './api-list.tsx'
import { OperationView } from './operation.tsx'
import { operationsOf } from './operations.ts'

export const metadata: Metadata = { title: 'API' }

export default async function ApiPage() {
  await signedIn(await headers(), '/docs/api')
  const document = openApi(API, 'v1')
  const operations = operationsOf(document)
  return (
    <div className="grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[11rem_minmax(0,1fr)]">
      <nav aria-label="Operations" className="max-lg:hidden">
        <ul className="sticky top-[calc(var(--bar)+1.5rem)] max-h-[calc(100dvh-var(--bar)-3rem)] overflow-y-auto overscroll-contain px-1.5">
          <ApiList operations={operations} />
        </ul>
      </nav>
      <div className="min-w-0 space-y-6">
        <header>
          <h1 className="text-ink text-xl font-semibold tracking-tight">API</h1>
          <p className="text-soft mt-2 max-w-prose">{withCode(document.info.description)}</p>
          <p className="mt-2">
            <a href="/api/openapi.json" className="text-accent underline underline-offset-4">
              OpenAPI {document.openapi} as JSON
            </a>
          </p>
          <details className="mt-4 lg:hidden">
            <summary className="text-ink cursor-pointer text-[0.8125rem] font-medium">
              All {operations.length} operations
            </summary>
            <ul className="mt-3 columns-2xs gap-6">
              <ApiList operations={operations} />
            </ul>
          </details>
        </header>
        {operations.map(operation => (
          <OperationView key={operation.id} operation={operation} />
        ))}
      </div>
    </div>
  )
}

/** What stands between backticks is spelled as on the wire. */
function withCode(text: string): ReactNode[] {
  return text.split('`').map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="text-ink font-mono text-[0.8125rem]">
        {part}
      </code>
    ),
  )
}
