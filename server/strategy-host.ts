// The strategy host: where strategies will run, behind Node's permission model, without files, network or a database. It has
// no strategy yet: it lives, beats and ends in order, so that its supervision and its walls are proved before code moves in.
import { channelPort } from '#server/bus/channel.ts'
import { openBus } from '#server/bus/local.ts'
import { runChild } from './child.ts'
import { systemClock } from './clock.ts'
import { startHeart } from './heart.ts'
import { openLog } from './log.ts'
import { openMetrics } from './metrics.ts'

await runChild(async child => {
  const log = openLog('strategy-host')
  const bus = openBus('strategy-host', channelPort(process))
  child.onMetrics(openMetrics('strategy-host').read)
  // No way to the database from here: the engine hears the beat and writes its row.
  const heart = startHeart({
    handed: child.handed,
    clock: systemClock,
    log,
    tell: [beat => bus.publish('process.beat', beat)],
  })
  child.ready()
  log.info('ready')
  return async () => {
    await heart.stop()
    bus.close()
    log.info('stopped')
  }
})
