// The step that brings the database: started, migrated, with a login for each process.
import { stopLeftover } from '#server/db/postgres/leftover.ts'
import { keepDatabaseLog } from './database-log.ts'
import { DeskDatabase } from './desk-database.ts'
import { startEmbedded } from './embedded.ts'
import type { Starting } from './starting.ts'

export async function openDatabase(starting: Starting, onMoved: () => void): Promise<DeskDatabase> {
  const { options, base, step, keep } = starting
  const { settings } = base.plan
  const database = new DeskDatabase({
    outsideUrl: settings.DATABASE_URL,
    startEmbedded: () => startEmbedded(base.folder, base.users?.postgres),
    stopStarting: () => stopLeftover(base.folder.postgres),
    clock: options.clock,
    log: base.log,
    onMoved,
  })
  keep(() => database.stop())
  await step('Database', async say => {
    await database.start()
    say(settings.DATABASE_URL === undefined ? 'PostgreSQL of its own' : 'the one of DATABASE_URL')
  })
  if (settings.DATABASE_URL === undefined) {
    const { clock } = options
    const keepDays = settings.PLIMSOLL_KEEP_DATABASE_LOG_DAYS
    keep(keepDatabaseLog({ dataDir: base.folder.postgres, keepDays, clock, log: base.log }))
  }
  await step('Migrations', async say => {
    const applied = await database.migrate()
    await database.openLogins({ settings, folder: base.folder })
    say(applied.length === 0 ? 'as the files say' : `${applied.length} applied`)
  })
  return database
}
