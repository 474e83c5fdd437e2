// While developing: a change of the code starts the processes again that run it. Pages are Next's own business.
import { watch } from 'node:fs'
import { join } from 'node:path'
import type { Kept } from './launch.ts'

const QUIET_MS = 200
const WITHOUT_WEB: readonly Kept[] = ['engine', 'strategy-host', 'jobs']

export function watchCode(root: string, onChange: (kept: readonly Kept[]) => void): () => void {
  const changed = new Set<Kept>()
  let timer: NodeJS.Timeout | undefined
  const hear = (path: string) => {
    for (const kept of concernedBy(path)) changed.add(kept)
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (changed.size > 0) onChange([...changed])
      changed.clear()
    }, QUIET_MS)
  }
  const watchers = ['server', 'lib'].map(folder =>
    watch(join(root, folder), { recursive: true }, (_event, name) => hear(`${folder}/${name ?? ''}`)),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}

/** What the web process runs outside of Next is not reloaded by Next. */
export function concernedBy(path: string): readonly Kept[] {
  if (!/\.ts$/.test(path) || /\.test\.ts$|\/generated\//.test(path)) return []
  if (/^server\/(web|stream|auth|runtime)[/.]/.test(path)) return ['web']
  if (/^server\/(supervisor|desk|testing|http|services)[/.]/.test(path)) return []
  return /^(lib|server\/(bus|db))\/|^server\/[a-z]+\.ts$/.test(path) ? [...WITHOUT_WEB, 'web'] : WITHOUT_WEB
}
