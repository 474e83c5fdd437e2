// The documentation of the API, made of the same contracts that the routes enforce; for whoever is signed in.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { API } from '#lib/wire/api.ts'
import { openApi } from '#lib/wire/openapi.ts'
import { pageViewer } from '#server/http/page.ts'
import { anchorOf, OperationView } from './operation.tsx'
import { operationsOf } from './operations.ts'

export const metadata: Metadata = { title: 'API' }

export default async function ApiPage() {
  if ((await pageViewer(await headers())) === undefined) redirect('/')
  const document = openApi(API, 'v1')
  const operations = operationsOf(document)
  return (
    <main className="mx-auto grid w-full max-w-6xl gap-8 px-4 py-8 sm:px-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <nav aria-label="Operations" className="hidden lg:block">
        <ul className="sticky top-8 space-y-1">
          {operations.map(({ id, method, path }) => (
            <li key={id}>
              <a
                href={`#${anchorOf(id)}`}
                className="text-soft hover:bg-raised hover:text-ink block rounded-md px-2 py-1 text-xs"
              >
                <span className="text-faint mr-2 font-mono">{method}</span>
                {path.replace('/api/', '')}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="min-w-0 space-y-6">
        <header>
          <h1 className="text-ink text-2xl font-semibold tracking-tight">API</h1>
          <p className="text-soft mt-2 max-w-prose">{document.info.description}</p>
          <p className="mt-2">
            <a href="/api/openapi.json" className="text-accent underline underline-offset-4">
              OpenAPI {document.openapi} as JSON
            </a>
          </p>
        </header>
        {operations.map(operation => (
          <OperationView key={operation.id} operation={operation} />
        ))}
      </div>
    </main>
  )
}
