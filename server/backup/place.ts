// Where the parts of a desk lie that backups are about.
import type { RunAs } from '#server/db/postgres/init.ts'

export type Place = {
  readonly cluster: string
  readonly wal: string
  readonly backups: string
  readonly audit: string
  /** For the scratch cluster that proves a backup; emptied before and after. */
  readonly scratch: string
}

/** As root, who owns what; nobody in particular otherwise. */
export type Owners = { readonly postgres: RunAs; readonly jobs: RunAs } | undefined

/** Tells how far it is, for a person to follow. */
export type Tell = (progressPct: number, message: string) => void

/** What making and proving a backup have in common. */
export type Workshop = {
  place: Place
  owners: Owners
  tell: Tell
}
