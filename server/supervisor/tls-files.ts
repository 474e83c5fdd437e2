// The certificate for the web process: where it runs as a user of its own, it is handed copies that only this user may read.
import { chmodSync, chownSync, copyFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
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
  const copy = (from: string, name: string) => {
    const path = join(folder.web, name)
    rmSync(path, { force: true })
    copyFileSync(from, path)
    chmodSync(path, 0o400)
    chownSync(path, users.web.uid, users.web.gid)
    return path
  }
  return { cert: copy(given.cert, 'tls-cert.pem'), key: copy(given.key, 'tls-key.pem') }
}
