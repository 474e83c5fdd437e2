// What the supervisor does beside keeping processes alive: it beats, serves the figures of all, makes backups when asked, and
// while developing watches the code.
import { randomUUID } from 'node:crypto'
import { startHeart } from '#server/heart.ts'
import { answerBackups } from './backup-answer.ts'
import type { Crew } from './crew.ts'
import { openMetricsDoor } from './metrics-door.ts'
import type { Starting } from './starting.ts'
import { watchCode } from './watch-code.ts'

export async function openAttendance({ options, base, build, keep }: Starting, crew: Crew): Promise<void> {
  const { relay, log, plan } = base
  const heart = startHeart({
    handed: {
      process: 'supervisor',
      incarnation: randomUUID(),
      restarts: 0,
      build,
      origin: plan.origin,
    },
    clock: options.clock,
    log,
    tell: [beat => relay.bus.publish('process.beat', beat)],
  })
  keep(() => heart.stop())
  const door = await openMetricsDoor(plan.settings.PLIMSOLL_METRICS_PORT, {
    read: () => crew.readMetrics(),
    onFault: error => log.error('metrics_not_told', { error }),
  })
  keep(() => door.close())
  const backups = answerBackups(relay.bus, {
    root: options.root,
    environment: options.environment,
    log,
  })
  keep(() => backups.close())
  if (options.isDev) {
    keep(
      watchCode(options.root, kept => {
        log.warn('code_changed', { name: kept.join(' ') })
        void crew.restart(kept)
      }),
    )
  }
}
