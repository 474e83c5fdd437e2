// Every command of the operator's tool, in the order that help lists them.
import { auditVerify } from './audit.ts'
import { backup, restore } from './backups.ts'
import type { DeskCommand } from './command.ts'
import { health } from './health.ts'
import { migration } from './migration.ts'
import { ownerCreate } from './owner.ts'
import { resetPassword } from './password.ts'
import { sessionsList, sessionsRevoke } from './sessions.ts'
import { setupLink } from './setup-link.ts'
import { tokenCreate, tokenList, tokenRevoke } from './token.ts'

export const EVERY_COMMAND: readonly DeskCommand[] = [
  health,
  auditVerify,
  backup,
  restore,
  setupLink,
  ownerCreate,
  resetPassword,
  sessionsList,
  sessionsRevoke,
  tokenCreate,
  tokenList,
  tokenRevoke,
  migration,
]
