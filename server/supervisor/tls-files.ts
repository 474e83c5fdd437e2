// The certificate for the web process: where it runs as a user of its own, it is handed copies that only this user may read.
import { closeSync, constants, fchownSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { RunAs } from '#server/db/postgres/init.ts'
import type { Settings } from '#server/settings.ts'
import type { DataFolder } from './data-folder.ts'
import type { SystemUsers } from './system-users.ts'

export type TlsFiles = { readonly cert: string; readonly key: string }

export function tlsFiles(
  settings: Pick<Settings, 'TLS_CERT' | 'TLS_KEY'>,
  { folder, users, root }: { folder: DataFolder; users: SystemUsers | undefined; root: string },
): TlsFiles | undefined {
  const { TLS_CERT: cert, TLS_KEY: key } = settings
  if (cert === undefined || key === undefined) return undefined
  const given = { cert: resolve(root, cert), key: resolve(root, key) }
  if (users === undefined) return given
  const copy = (from: string, name: string) => copyFor(users.web, from, join(folder.web, name))
  return { cert: copy(given.cert, 'tls-cert.pem'), key: copy(given.key, 'tls-key.pem') }
}

/** A new file, never one that somebody put there: root follows no path that is not its own. */
function copyFor(reader: RunAs, from: string, path: string): string {
  rmSync(path, { recursive: true, force: true })
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants
  const file = openSync(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o400)
  try {
    writeSync(file, readFileSync(from))
    fchownSync(file, reader.uid, reader.gid)
  } finally {
    closeSync(file)
  }
  return path
}
