// Secrets that nobody set are made on first use and kept in the data folder, readable by its owner alone.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from './write-whole.ts'

const SECRET_BYTES = 32

export function secretOf(folder: string, name: string): string {
  const path = join(folder, name)
  return read(path) ?? make(path)
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw cause
  }
}

/** On the disk before anybody uses it: a password that is lost locks the desk out of its own database. */
function make(path: string): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  writeWhole(path, `${secret}\n`)
  return secret
}
