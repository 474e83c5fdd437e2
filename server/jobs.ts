// The jobs process: retention, backups, audit heads and measures, by schedule and whenever a person asks.
import { assert } from '#lib/base/assert.ts'
import { runChild } from './child.ts'
import { allJobs } from './jobs/all.ts'
import { openGround } from './jobs/ground.ts'
import { openWorks } from './jobs/works.ts'
import { openMetrics } from './metrics.ts'

await runChild(async child => {
  const { settings, handed } = child
  const url = settings.DATABASE_URL_JOBS
  assert(url !== undefined, 'the supervisor hands the jobs process its database')
  const metrics = openMetrics('jobs')
  child.onMetrics(metrics.read)
  const ground = openGround(child, url)
  const { auditFolder, cluster = 'own' } = handed
  const jobs = allJobs({ settings, metrics, auditFolder, cluster })
  const works = await openWorks(ground, { url, jobs, keepQueueDays: settings.PLIMSOLL_KEEP_QUEUE_DAYS })
  child.ready()
  ground.log.info('ready')
  return async () => {
    await works.stop()
    ground.log.info('stopped')
    await ground.close()
  }
})
