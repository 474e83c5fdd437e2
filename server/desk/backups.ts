// Makes and restores backups by hand; the daily job comes this way too.
import { mkdir } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { ok, refused } from '#lib/base/result.ts'
import { auditWords } from '#server/backup/inventory.ts'
import { makeBackup } from '#server/backup/make.ts'
import type { Inventory } from '#server/backup/manifest.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { findJobRun } from '#server/db/job-runs.ts'
import { BACKUP_WARNING } from '#server/ipc.ts'
import type { DeskCommand, Ground } from './command.ts'
import { megabytes } from './health.ts'

export const backup: DeskCommand = {
  name: 'backup',
  words: [],
  options: { job: 'id' },
  needs: [],
  about: 'copy the running database and prove the copy by starting it',
  run: async (ground, asked) => {
    if (ground.settings.DATABASE_URL !== undefined) return refused(OUTSIDE)
    return ground.withDatabase(async db => {
      const job = asked.options['job']
      const run = typeof job === 'string' ? await findJobRun(db.sql, job) : undefined
      if (job !== undefined && run === undefined) return refused(`there is no run ${job} of a job`)
      const made = await makeBackup({
        db,
        place: ground.place,
        owners: ground.owners(),
        at: ground.clock.now(),
        keep: ground.settings.PLIMSOLL_BACKUP_KEEP,
        correlationId: run?.correlation_id,
        tell: ground.tell,
      })
      if (!made.ok) return made
      const { manifest, bytes, gone, warnings } = made.value
      for (const warning of warnings) ground.tell(100, BACKUP_WARNING + warning)
      const folder = join(ground.place.backups, made.value.backup)
      return ok({
        json: { backup: made.value.backup, bytes, folder, gone, warnings, inventory: manifest.inventory },
        lines: [`${folder}: ${megabytes(bytes)}, ${inventoryWords(manifest.inventory)}`],
      })
    })
  },
}

const OUTSIDE = 'the database is the one of DATABASE_URL: back it up with the tools of its server'

export const restore: DeskCommand = {
  name: 'restore',
  words: ['backup'],
  options: { into: 'folder', latest: true },
  needs: ['into'],
  about: 'restore a backup into a new data folder and prove it; --latest replays the archived log to its end',
  run: async (ground, asked) => {
    const from = placeOfBackup(asked.words[0] ?? '', ground)
    const into = resolve(ground.cwd, String(asked.options['into']))
    const restored = await restoreBackup({
      ...from,
      into,
      owners: ground.owners(),
      passwordIn: async folder => {
        await mkdir(join(folder, 'secrets'), { mode: 0o700 })
        return ground.ownerPassword(folder)
      },
      latestOf: asked.options['latest'] === true ? ground.place.wal : undefined,
      tell: ground.tell,
    })
    if (!restored.ok) return restored
    return ok({
      json: { backup: from.backup, into, inventory: restored.value },
      lines: [
        `${from.backup} is restored in ${into}: ${inventoryWords(restored.value)}`,
        `to go on with it, put secrets/auth of the old data folder into it (or set the same NEXTAUTH_SECRET): no backup holds it, and without it no code of an app counts`,
        `then stop the desk and start it with PLIMSOLL_DATA=${into}`,
      ],
    })
  },
}

/** A name of the data folder's own backups, or a path to one that was brought from elsewhere. */
function placeOfBackup(word: string, ground: Ground): { backups: string; backup: string } {
  if (!word.includes('/') && !word.includes(sep)) return { backups: ground.place.backups, backup: word }
  const path = resolve(ground.cwd, word)
  return { backups: dirname(path), backup: basename(path) }
}

function inventoryWords(inventory: Inventory): string {
  const { rows } = inventory
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0)
  return `${total} rows in ${Object.keys(rows).length} tables, ${auditWords(inventory)}`
}
