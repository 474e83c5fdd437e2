// Measures what grows, each minute: the database, and what the machine has left of memory, processors and disk.
import { statfs } from 'node:fs/promises'
import { availableParallelism, hostname, loadavg, totalmem } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { EpochMs } from '#lib/base/time.ts'
import type { Machine } from '#lib/wire/health.ts'
import { measureDatabase } from '#server/db/measures.ts'
import { writeMachine } from '#server/db/resources.ts'
import type { Metrics } from '#server/metrics.ts'
import type { Job, JobTurn } from './job.ts'

const GIB = 1024 ** 3
/** Below this the log says so each minute: PostgreSQL stops when the disk is full. */
const FREE_BYTES_MIN = GIB

export function measure(metrics: Metrics, folder: string | undefined): Job {
  // Made with the first measure: until then there is no figure, rather than a wrong nought.
  let gauges: Gauges | undefined
  const delay = watchLoop()
  const run = async (turn: JobTurn) => {
    const database = await measureDatabase(turn.db.sql)
    gauges ??= openGauges(metrics)
    gauges.database.set(database.sizeBytes)
    gauges.connections.set(database.connections)
    const disk = folder === undefined ? null : await diskOf(folder)
    await writeMachine(turn.db.sql, machineOf(turn.at, disk, delay), turn.at)
    delay.reset()
    const told = `the database takes ${Math.round(database.sizeBytes / 1_000_000)} MB`
    if (disk === null) return told
    gauges.free.set(disk.freeBytes)
    gauges.size.set(disk.bytes)
    if (disk.freeBytes < FREE_BYTES_MIN) turn.log.warn('disk_nearly_full', { free_bytes: disk.freeBytes })
    return `${told}, ${Math.floor(disk.freeBytes / GIB)} GiB of the disk are free`
  }
  return { name: 'measure', cron: '* * * * *', isQuiet: true, run }
}

type Disk = { bytes: number; freeBytes: number }

async function diskOf(folder: string): Promise<Disk> {
  const { blocks, bavail, bsize } = await statfs(folder)
  return { bytes: blocks * bsize, freeBytes: bavail * bsize }
}

type LoopDelay = ReturnType<typeof watchLoop>

function watchLoop() {
  const delay = monitorEventLoopDelay({ resolution: LOOP_STEP_MS })
  delay.enable()
  return delay
}

const LOOP_STEP_MS = 20
const NS_PER_MS = 1_000_000

function machineOf(at: EpochMs, disk: Disk | null, delay: LoopDelay): Machine {
  const [load = 0] = loadavg()
  const lateNs = delay.count === 0 ? 0 : delay.percentile(99)
  return {
    host: hostname(),
    at,
    cpu_count: availableParallelism(),
    load: process.platform === 'win32' ? null : load,
    // A container may have less than its machine: nobody has more than both.
    memory_bytes: Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY),
    memory_available_bytes: process.availableMemory(),
    disk_bytes: disk?.bytes ?? null,
    disk_free_bytes: disk?.freeBytes ?? null,
    // The watch itself sleeps for a step each time: what is beyond it is delay.
    loop_delay_ms: Math.max(0, lateNs / NS_PER_MS - LOOP_STEP_MS),
  }
}

type Gauges = ReturnType<typeof openGauges>

function openGauges(metrics: Metrics) {
  return {
    database: metrics.gauge('plimsoll_database_bytes', 'Size of the database.'),
    connections: metrics.gauge('plimsoll_database_connections', 'Open connections to the database.'),
    free: metrics.gauge('plimsoll_disk_free_bytes', 'Free space on the disk of the data folder.'),
    size: metrics.gauge('plimsoll_disk_size_bytes', 'Size of the disk of the data folder.'),
  }
}
