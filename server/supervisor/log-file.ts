// The log of all processes in one file of the data folder, with a few older ones beside it. Written at once: the lines just
// before an end are the ones that matter.
import { closeSync, existsSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const BYTES_MAX = 10 * 1024 ** 2
const FILES_MAX = 5

export type LogFile = { write(line: string): void; close(): void }

export function openLogFile(folder: string, bytesMax = BYTES_MAX): LogFile {
  const path = join(folder, 'plimsoll.log')
  let file = openSync(path, 'a', 0o600)
  let size = fstatSync(file).size
  let dropped = 0
  const append = (line: string) => {
    if (size > bytesMax) {
      rotate(path)
      const fresh = openSync(path, 'a', 0o600)
      closeSync(file)
      file = fresh
      size = 0
    }
    size += writeSync(file, `${line}\n`)
  }
  return {
    write(line) {
      try {
        if (dropped > 0) append(JSON.stringify({ level: 'warn', event: 'lines_dropped', count: dropped }))
        append(line)
        dropped = 0
      } catch {
        dropped += 1 // a full disk must not end the desk: what does not fit is counted, and the next line tries again
      }
    },
    close: () => closeSync(file),
  }
}

/** plimsoll.log becomes plimsoll.1.log, that becomes plimsoll.2.log, and the oldest goes. */
function rotate(path: string): void {
  if (!existsSync(path)) return // moved aside already, and the disk had no room for a fresh one: the older ones stay
  const named = (age: number) => (age === 0 ? path : path.replace(/\.log$/, `.${age}.log`))
  for (let age = FILES_MAX - 2; age >= 0; age--) {
    if (existsSync(named(age))) renameSync(named(age), named(age + 1))
  }
}
