// The runs of the jobs: read them, or queue one.
import { ListJobs, StartJob } from '#lib/wire/job.ts'
import { route, routes } from '#server/http/route.ts'
import { listJobs } from '#server/services/jobs/list.ts'
import { startJob } from '#server/services/jobs/start.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes(
  route(ListJobs, listJobs),
  route(StartJob, startJob),
)
