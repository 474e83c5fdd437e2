// The log of all processes in one file of the data folder, with a few older ones beside it.
import { createWriteStream, existsSync, renameSync, statSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'

const BYTES_MAX = 10 * 1024 ** 2
const FILES_MAX = 5
/** What a disk that does not keep pace may leave waiting; beyond it lines are dropped, and counted. */
const WAITING_BYTES_MAX = 4 * 1024 ** 2

export type LogFile = {
  write(line: string): void
  /** Lines that were dropped since the last look. */
  takeDropped(): number
  close(): Promise<void>
}

export function openLogFile(folder: string, bytesMax = BYTES_MAX): LogFile {
  const path = join(folder, 'plimsoll.log')
  let written = existsSync(path) ? statSync(path).size : 0
  let dropped = 0
  const broken = new WeakSet<WriteStream>()
  const open = (): WriteStream => {
    const stream = createWriteStream(path, { flags: 'a', mode: 0o600 })
    // A full disk must not end the desk: what does not fit is lost, and the next line tries again.
    return stream.on('error', () => broken.add(stream))
  }
  let stream = open()
  return {
    write(line) {
      if (broken.has(stream)) stream = open()
      if (written > bytesMax) {
        stream.end()
        rotate(path)
        written = 0
        stream = open()
      }
      if (stream.writableLength > WAITING_BYTES_MAX) {
        dropped += 1
        return
      }
      written += Buffer.byteLength(line) + 1
      stream.write(`${line}\n`)
    },
    takeDropped() {
      const count = dropped
      dropped = 0
      return count
    },
    close: () => new Promise(resolve => stream.end(() => resolve())),
  }
}

/** plimsoll.log becomes plimsoll.1.log, that becomes plimsoll.2.log, and the oldest goes. */
function rotate(path: string): void {
  const named = (age: number) => (age === 0 ? path : path.replace(/\.log$/, `.${age}.log`))
  for (let age = FILES_MAX - 2; age >= 0; age--) {
    if (existsSync(named(age))) renameSync(named(age), named(age + 1))
  }
}
