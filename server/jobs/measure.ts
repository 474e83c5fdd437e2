// Measures what grows, each minute: the database, and the room that is left on the disk.
import { statfs } from 'node:fs/promises'
import { measureDatabase } from '#server/db/measures.ts'
import type { Metrics } from '#server/metrics.ts'
import type { Job, JobTurn } from './job.ts'

const GIB = 1024 ** 3
/** Below this the log says so each minute: PostgreSQL stops when the disk is full. */
const FREE_BYTES_MIN = GIB

export function measure(metrics: Metrics, folder: string | undefined): Job {
  // Made with the first measure: until then there is no figure, rather than a wrong nought.
  let gauges: Gauges | undefined
  const run = async (turn: JobTurn) => {
    const database = await measureDatabase(turn.db.sql)
    gauges ??= openGauges(metrics)
    gauges.database.set(database.sizeBytes)
    gauges.connections.set(database.connections)
    const told = `the database takes ${Math.round(database.sizeBytes / 1_000_000)} MB`
    if (folder === undefined) return told
    const disk = await statfs(folder)
    const freeBytes = disk.bavail * disk.bsize
    gauges.free.set(freeBytes)
    gauges.size.set(disk.blocks * disk.bsize)
    if (freeBytes < FREE_BYTES_MIN) turn.log.warn('disk_nearly_full', { free_bytes: freeBytes })
    return `${told}, ${Math.floor(freeBytes / GIB)} GiB of the disk are free`
  }
  return { name: 'measure', cron: '* * * * *', isQuiet: true, run }
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
