// The engine: the one process that settles commands, under a lease, and tells what came of them.
import { assert } from '#lib/base/assert.ts'
import { runChild } from './child.ts'
import { openGround } from './engine/ground.ts'
import { runEngine } from './engine/run-engine.ts'
import { EXIT_TEMPORARY } from './ipc.ts'
import { openMetrics } from './metrics.ts'

await runChild(async child => {
  const { settings, handed } = child
  const url = settings.DATABASE_URL_ENGINE
  assert(url !== undefined, 'the supervisor hands the engine its database')
  const metrics = openMetrics('engine')
  child.onMetrics(metrics.read)
  const ground = openGround(child, url)
  const engine = runEngine(ground, {
    url,
    metrics,
    holder: handed.incarnation,
    predecessor: handed.predecessor,
    onWorking: child.ready,
    onAway: () => child.end(EXIT_TEMPORARY),
  })
  return async () => {
    await engine.stop()
    ground.log.info('stopped')
    await ground.close()
  }
})
