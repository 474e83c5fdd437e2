// What the audit page is drawn with: the first rows of the filter, the people to choose from, and the last check.
import { type AuditFilter, ListAudit } from '#lib/wire/audit.ts'
import { ListJobs } from '#lib/wire/job.ts'
import { ListPeople } from '#lib/wire/person.ts'
import { pageAsk, type signedIn } from '#server/http/page.ts'
import { listAudit } from '#server/services/audit/list.ts'
import { listJobs } from '#server/services/jobs/list.ts'
import { listPeople } from '#server/services/people/list.ts'

type Viewer = Awaited<ReturnType<typeof signedIn>>

const PAGE_ROWS = 50

export async function firstAudit(viewer: Viewer, filter: AuditFilter) {
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
  return {
    first: { filter, reply },
    people: people.map(({ id, name }) => ({ id, name })),
    check: jobs[0] ?? null,
  }
}
