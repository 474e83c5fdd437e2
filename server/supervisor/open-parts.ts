// The parts of a desk in the order they stand on each other.
import { openAttendance } from './attendance.ts'
import type { Crew } from './crew.ts'
import type { DeskDatabase } from './desk-database.ts'
import { openCrew } from './open-crew.ts'
import { openDatabase } from './open-database.ts'
import { setupLinkOf } from './setup-link.ts'
import type { Starting } from './starting.ts'

/** What is there so far: the desk is asked how it goes while it starts, too. */
export type Parts = { database?: DeskDatabase; crew?: Crew }

/** Answers with the set-up link, while there is need of one. */
export async function openParts(starting: Starting, parts: Parts): Promise<string | undefined> {
  const database = await openDatabase(starting, () => void parts.crew?.moved())
  parts.database = database
  const onMade = (made: Crew) => {
    parts.crew = made
  }
  const crew = await openCrew(starting, { database, onMade })
  await openAttendance(starting, crew)
  return setupLinkOf(starting, database.ownerUrl)
}
