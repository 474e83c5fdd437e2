// What the processes say: every line goes into the log file, a warning and worse to the console too, short.
import { z } from 'zod'
import type { ProcessName } from '#lib/wire/process.ts'
import type { LogFile } from './log-file.ts'
import type { Stream } from './spawn-child.ts'

export type Output = (from: ProcessName, line: string, stream: Stream) => void

const Told = z.looseObject({ level: z.string(), event: z.string() })
/** Not worth a person's glance, or told by the line itself. */
const SILENT_FIELDS = new Set(['level', 'event', 'process', 'at', 'error', 'incarnation'])
const LOUD = new Set(['warn', 'error', 'fatal'])

/** A line on standard error is no log line but the last words of a process, or a warning of Node: kept, and shown. */
export function openOutput(file: LogFile, of: { now(): number; show(text: string): void }): Output {
  return (from, raw, stream) => {
    const line = masked(raw)
    const isError = stream === 'err'
    const told = isError ? undefined : parse(line)
    if (told === undefined) {
      const level = isError ? 'error' : 'info'
      file.write(JSON.stringify({ level, at: of.now(), process: from, event: 'said', message: line }))
      if (isError && line.trim() !== '') of.show(`${from}: ${line}\n`)
      return
    }
    file.write(line)
    if (LOUD.has(told.level)) of.show(`${from}: ${short(told)}\n`)
  }
}

/** A library that prints an address prints the password in it, too; our own log masks what it writes by itself. */
function masked(line: string): string {
  return line.includes('://') ? line.replaceAll(/(\w+:\/\/[^\s:@/]*):\S*@/g, '$1:***@') : line
}

function parse(line: string): z.output<typeof Told> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const told = Told.safeParse(JSON.parse(line))
    return told.success ? told.data : undefined
  } catch {
    return undefined // a line that only begins like one of ours is kept as text
  }
}

function short(told: z.output<typeof Told>): string {
  const fields = Object.entries(told)
    .filter(([name, value]) => !SILENT_FIELDS.has(name) && value !== null && typeof value !== 'object')
    .map(([name, value]) => `${name}=${value}`)
  const error = z.object({ error: z.object({ message: z.string() }) }).safeParse(told)
  const words = error.success ? [...fields, error.data.error.message] : fields
  return [`${told.level} ${told.event.replaceAll('_', ' ')}`, ...words].join(', ')
}
