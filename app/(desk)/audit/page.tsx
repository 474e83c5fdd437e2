// The audit log, for the owner; drawn with its first rows, by the filter in the address.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { filterOf, searchOf } from '#components/audit/audit-filter.ts'
import { AuditView } from '#components/audit/audit-view.tsx'
import { ListAudit } from '#lib/wire/audit.ts'
import { ListJobs } from '#lib/wire/job.ts'
import { ListPeople } from '#lib/wire/person.ts'
import { pageAsk, signedIn } from '#server/http/page.ts'
import { listAudit } from '#server/services/audit/list.ts'
import { listJobs } from '#server/services/jobs/list.ts'
import { listPeople } from '#server/services/people/list.ts'

export const metadata: Metadata = { title: 'Audit' }

type AuditPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const PAGE_ROWS = 50

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const search = await searchParams
  const filter = filterOf({ get: name => [search[name]].flat()[0] ?? null })
  const viewer = await signedIn(await headers(), `/audit${searchOf(filter)}`, 'owner')
  const nothing = { params: {}, body: {} }
  const [reply, { people }, { jobs }] = await Promise.all([
    pageAsk(viewer, ListAudit, {
      verb: listAudit,
      input: { ...nothing, query: { ...filter, limit: PAGE_ROWS } },
    }),
    pageAsk(viewer, ListPeople, { verb: listPeople, input: { ...nothing, query: {} } }),
    pageAsk(viewer, ListJobs, {
      verb: listJobs,
      input: { ...nothing, query: { name: 'audit-check', limit: 1 } },
    }),
  ])
  return (
    <AuditView
      first={{ filter, reply }}
      people={people.map(({ id, name }) => ({ id, name }))}
      check={jobs[0] ?? null}
    />
  )
}
