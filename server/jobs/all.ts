// Every job the desk has, bound to its settings.
import type { Metrics } from '#server/metrics.ts'
import type { Settings } from '#server/settings.ts'
import { auditCheck } from './audit-check.ts'
import { auditHead } from './audit-head.ts'
import { backup } from './backup.ts'
import type { Job } from './job.ts'
import { measure } from './measure.ts'
import { retention } from './retention.ts'

export function allJobs(of: {
  settings: Settings
  metrics: Metrics
  auditFolder: string | undefined
  cluster: 'own' | 'outside'
}): Job[] {
  return [
    retention(of.settings),
    backup(of.settings, of.cluster),
    auditHead(of.auditFolder),
    auditCheck(of.auditFolder),
    measure(of.metrics, of.auditFolder),
  ]
}
