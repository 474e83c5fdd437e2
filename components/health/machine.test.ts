// The figures of a machine: a word at the right moment, and what it means, never a colour alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { epochMs, MINUTE_MS } from '#lib/base/time.ts'
import type { Machine } from '#lib/wire/health.ts'
import { gaugesOf, staleness } from './machine.ts'

const GIB = 1024 ** 3
const AT = epochMs(1_800_000_000_000)
const machine = (of: Partial<Machine>): Machine => ({
  host: 'desk',
  at: AT,
  cpu_count: 2,
  load: 0.5,
  memory_bytes: 16 * GIB,
  memory_available_bytes: 8 * GIB,
  disk_bytes: 200 * GIB,
  disk_free_bytes: 100 * GIB,
  loop_delay_ms: 2,
  ...of,
})

const worst = (of: Partial<Machine>) =>
  gaugesOf(machine(of)).flatMap(({ title, severity }) =>
    severity === 'safe' ? [] : [`${title}: ${severity}`],
  )

test('a machine with room has nothing to say, and figures all the same', () => {
  assert.deepEqual(worst({}), [])
  assert.deepEqual(
    gaugesOf(machine({})).map(({ value }) => value),
    ['100 GiB of 200 GiB free', '8.00 GiB of 16.0 GiB free', 'load 0.50 on 2', '2 ms'],
  )
})

test('each figure turns bad by itself, and says what that means', () => {
  const table: [Partial<Machine>, string][] = [
    [{ disk_free_bytes: 4 * GIB }, 'Disk of the data: high'],
    [{ disk_free_bytes: GIB - 1 }, 'Disk of the data: critical'],
    [{ disk_bytes: 2_000 * GIB, disk_free_bytes: 90 * GIB }, 'Disk of the data: high'],
    [{ memory_available_bytes: GIB }, 'Memory: high'],
    [{ memory_available_bytes: GIB / 4 }, 'Memory: critical'],
    [{ load: 4 }, 'Processors: medium'],
    [{ load: 9 }, 'Processors: high'],
    [{ loop_delay_ms: 201 }, 'Delay of the jobs: medium'],
    [{ loop_delay_ms: 1_001 }, 'Delay of the jobs: high'],
  ]
  for (const [of, said] of table) {
    assert.deepEqual(worst(of), [said])
    const bad = gaugesOf(machine(of)).find(({ severity }) => severity !== 'safe')
    assert.match(bad?.meaning ?? '', /^.{20,}\.$/)
  }
})

test('what is not known is no alarm and no nought', () => {
  const unknown = { load: null, disk_bytes: null, disk_free_bytes: null }
  assert.deepEqual(worst(unknown), [])
  const [disk, , load] = gaugesOf(machine(unknown))
  assert.deepEqual([disk?.value, disk?.share, load?.share], ['—', null, null])
})

test('a measure that was missed is said to be old', () => {
  assert.equal(staleness(machine({}), AT + 2 * MINUTE_MS), null)
  assert.match(staleness(machine({}), AT + 4 * MINUTE_MS) ?? '', /^Not measured for 4 min:/)
})
