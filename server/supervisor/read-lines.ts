// What a child says, line by line, within bounds: a child is less trusted than the desk, and what it does not end with a
// newline is kept in the supervisor's memory.
import type { Readable } from 'node:stream'

/** No honest line is as long. */
const LENGTH_MAX = 1024 ** 2

export type LineEars = {
  onLine(line: string): void
  onEndless(): void
  /** Of a longer line the beginning is told. */
  readonly toldLengthMax: number
}

export function readLines(stream: Readable, { onLine, onEndless, toldLengthMax }: LineEars): void {
  let rest = ''
  const tell = (line: string) => onLine(line.replace(/\r$/, '').slice(0, toldLengthMax))
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    rest += chunk
    // Looked for in what is new alone, or a line that comes in crumbs would be read over and over.
    if (chunk.includes('\n')) {
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) tell(line)
    }
    if (rest.length <= LENGTH_MAX) return
    rest = ''
    stream.destroy()
    onEndless()
  })
  stream.once('end', () => {
    if (rest !== '') tell(rest)
  })
}
