// The health of the desk, for whoever is signed in; drawn with what the desk knows at this moment.
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { HealthView } from '#components/health/health-view.tsx'
import { ReadHealth } from '#lib/wire/health.ts'
import { ListJobs } from '#lib/wire/job.ts'
import { pageAsk, signedIn } from '#server/http/page.ts'
import { readHealth } from '#server/services/health/read.ts'
import { listJobs } from '#server/services/jobs/list.ts'

export const metadata: Metadata = { title: 'Health' }

/** As many as the stream tells of first. */
const RUNS_MAX = 50

export default async function HealthPage() {
  const viewer = await signedIn(await headers(), '/health')
  const nothing = { params: {}, body: {} }
  const [health, { jobs }] = await Promise.all([
    pageAsk(viewer, ReadHealth, { verb: readHealth, input: { ...nothing, query: {} } }),
    pageAsk(viewer, ListJobs, { verb: listJobs, input: { ...nothing, query: { limit: RUNS_MAX } } }),
  ])
  return <HealthView role={viewer.role} first={{ health, jobs }} />
}
