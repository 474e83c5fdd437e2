// What the figures of a machine mean to the person who looks: a word for each, and its consequence where it is bad.
import type { Severity } from '#components/ui/severity.tsx'
import { MINUTE_MS } from '#lib/base/time.ts'
import { duration } from '#lib/format/age.ts'
import { bytes } from '#lib/format/bytes.ts'
import { millis } from '#lib/format/millis.ts'
import type { Machine } from '#lib/wire/health.ts'

export type Gauge = {
  title: string
  value: string
  /** Of the whole, 0 to 1; null where there is no whole. */
  share: number | null
  severity: Severity
  /** What it means; null while all is well. */
  meaning: string | null
}

const GIB = 1024 ** 3
/** It is measured each minute: after this it was missed more than twice. */
const OLD_MS = 3 * MINUTE_MS

export function gaugesOf(machine: Machine): Gauge[] {
  return [diskGauge(machine), memoryGauge(machine), loadGauge(machine), loopGauge(machine)]
}

/** Nothing while the measure is fresh. */
export function staleness(machine: Machine, now: number): string | null {
  const ageMs = now - machine.at
  return ageMs < OLD_MS
    ? null
    : `Not measured for ${duration(ageMs)}: the jobs process does that each minute. A full disk could go unseen.`
}

function diskGauge({ disk_bytes: all, disk_free_bytes: free }: Machine): Gauge {
  const title = 'Disk of the data'
  if (all === null || free === null)
    return { title, value: '—', share: null, severity: 'safe', meaning: null }
  const share = all === 0 ? 1 : 1 - free / all
  const severity = free < GIB ? 'critical' : free < 5 * GIB || share > 0.95 ? 'high' : 'safe'
  const meaning =
    severity === 'safe'
      ? null
      : 'When it is full the database stops: no command is taken or decided until there is room again.'
  return { title, value: `${bytes(free)} of ${bytes(all)} free`, share, severity, meaning }
}

function memoryGauge({ memory_bytes: all, memory_available_bytes: free }: Machine): Gauge {
  const share = all === 0 ? 1 : 1 - free / all
  const severity = share > 0.97 ? 'critical' : share > 0.9 ? 'high' : 'safe'
  const meaning =
    severity === 'safe'
      ? null
      : 'The system may end a process to get memory. The supervisor starts it again; decisions are late meanwhile.'
  return { title: 'Memory', value: `${bytes(free)} of ${bytes(all)} free`, share, severity, meaning }
}

function loadGauge({ load, cpu_count: count }: Machine): Gauge {
  const title = 'Processors'
  if (load === null)
    return { title, value: `${count}, load not counted here`, share: null, severity: 'safe', meaning: null }
  const share = load / Math.max(1, count)
  const severity = share > 4 ? 'high' : share > 1.5 ? 'medium' : 'safe'
  const meaning =
    severity === 'safe' ? null : 'More wants to run than there are processors: decisions and pages come late.'
  return { title, value: `load ${load.toFixed(2)} on ${count}`, share: Math.min(1, share), severity, meaning }
}

function loopGauge({ loop_delay_ms: delayMs }: Machine): Gauge {
  const severity = delayMs > 1_000 ? 'high' : delayMs > 200 ? 'medium' : 'safe'
  const meaning =
    severity === 'safe'
      ? null
      : 'The jobs process came late to its own work: backups and measures take longer.'
  return { title: 'Delay of the jobs', value: millis(delayMs), share: null, severity, meaning }
}
