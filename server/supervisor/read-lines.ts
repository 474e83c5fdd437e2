// What a child prints, line by line, within bounds: a child is less trusted than the desk, and what it does not end with a
// newline is kept in the supervisor's memory.
import type { Readable } from 'node:stream'

/** Of a longer line the beginning is told. */
const TOLD_LENGTH_MAX = 64 * 1024
/** No honest line is as long. */
const LENGTH_MAX = 1024 ** 2

export type LineEars = { onLine(line: string): void; onEndless(): void }

export function readLines(stream: Readable, { onLine, onEndless }: LineEars): void {
  let rest = ''
  const tell = (line: string) => onLine(line.replace(/\r$/, '').slice(0, TOLD_LENGTH_MAX))
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) tell(line)
    if (rest.length <= LENGTH_MAX) return
    tell(rest)
    rest = ''
    stream.destroy()
    onEndless()
  })
  stream.once('end', () => {
    if (rest !== '') tell(rest)
  })
}
