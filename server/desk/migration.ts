// Writes the migration that leads from the last migrated schema to prisma/schema.prisma: for whoever changes the tables.
import { ok } from '#lib/base/result.ts'
import { writeMigration } from '#server/db/migrations/write.ts'
import type { DeskCommand } from './command.ts'

export const migration: DeskCommand = {
  name: 'migration',
  words: ['verb_noun'],
  options: {},
  needs: [],
  about: 'write the migration from the last migrated schema to prisma/schema.prisma',
  run: async (ground, asked) => {
    const written = await writeMigration(asked.words[0] ?? '', ground.clock.now())
    return written.ok ? ok({ json: { file: written.value }, lines: [written.value] }) : written
  },
}
