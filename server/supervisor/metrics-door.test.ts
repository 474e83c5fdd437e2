// One page for Prometheus with the figures of all processes, each under its own label.
import assert from 'node:assert/strict'
import { get } from 'node:http'
import { test } from 'node:test'
import { openMetrics } from '#server/metrics.ts'
import { openMetricsDoor } from './metrics-door.ts'

const nobody = (error: unknown) => assert.fail(String(error))

test('the figures of two processes stand side by side, as they came over IPC', async () => {
  const web = openMetrics('web')
  const jobs = openMetrics('jobs')
  web.gauge('plimsoll_probe_sockets', 'Sockets.').set(3)
  jobs.counter('plimsoll_probe_runs_total', 'Runs.', ['job']).add(2, { job: 'backup' })
  const read = async () => JSON.parse(JSON.stringify([await web.read(), await jobs.read(), []]))
  const door = await openMetricsDoor(0, { read, onFault: nobody })
  const answer = await fetch(`http://127.0.0.1:${door.port}/metrics`)
  const text = await answer.text()
  await door.close()
  assert.match(text, /^plimsoll_probe_sockets\{process="web"\} 3$/m)
  assert.match(text, /^plimsoll_probe_runs_total\{job="backup",process="jobs"\} 2$/m)
  assert.match(text, /^process_resident_memory_bytes\{process="web"\} \d+$/m)
  assert.match(text, /^process_resident_memory_bytes\{process="jobs"\} \d+$/m)
})

test('a fault is told to the log and not to the stranger', async () => {
  const faults: unknown[] = []
  const read = () => Promise.reject(new Error('secret words'))
  const door = await openMetricsDoor(0, { read, onFault: error => faults.push(error) })
  const answer = await fetch(`http://127.0.0.1:${door.port}/metrics`)
  const elsewhere = await fetch(`http://127.0.0.1:${door.port}/`)
  await door.close()
  assert.deepEqual([answer.status, await answer.text(), faults.length], [503, '', 1])
  assert.equal(elsewhere.status, 404)
})

test('whoever asks under a name of their own gets nothing', async () => {
  const door = await openMetricsDoor(0, { read: () => assert.fail('it was read'), onFault: nobody })
  const status = await new Promise(resolve => {
    const headers = { Host: 'evil.example' }
    get({ host: '127.0.0.1', port: door.port, path: '/metrics', headers }, answer =>
      resolve(answer.resume().statusCode),
    )
  })
  await door.close()
  assert.equal(status, 421)
})
