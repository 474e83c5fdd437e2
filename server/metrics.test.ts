// The figures of several processes add up to one text that Prometheus reads, each under its process.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AggregatorRegistry } from 'prom-client'
import { openMetrics } from './metrics.ts'

test('figures of two processes stand side by side', async () => {
  const engine = openMetrics('engine')
  const jobs = openMetrics('jobs')
  engine.counter('plimsoll_commands_total', 'Commands settled.', ['state']).add(2, { state: 'done' })
  jobs.gauge('plimsoll_database_bytes', 'Size of the database.').set(42)
  const all = await Promise.all([engine.read(), jobs.read()])
  const overIpc: object[][] = JSON.parse(JSON.stringify(all))
  const text = await AggregatorRegistry.aggregate(overIpc).metrics()
  assert.match(text, /plimsoll_commands_total\{state="done",process="engine"\} 2/)
  assert.match(text, /plimsoll_database_bytes\{process="jobs"\} 42/)
  for (const process of ['engine', 'jobs']) {
    assert.match(text, new RegExp(`process_resident_memory_bytes\\{process="${process}"\\} \\d+`))
  }
})
