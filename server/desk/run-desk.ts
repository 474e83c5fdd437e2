// The operator's tool: finds the command, runs it, and says what came of it to a person or to a program.
import type { Result } from '#lib/base/result.ts'
import { ok } from '#lib/base/result.ts'
import type { BackupProgress } from '#server/ipc.ts'
import { auditVerify } from './audit.ts'
import { backup, restore } from './backups.ts'
import type { Answer, DeskCommand, Ground } from './command.ts'
import { health } from './health.ts'
import { migration } from './migration.ts'
import { type Parsed, parseCommand, usage } from './parse.ts'
import { setupLink } from './setup-link.ts'

export type Voice = { say(line: string): void; complain(line: string): void }

const EXIT_BAD = 1
const EXIT_USAGE = 2

/** The exit code: 0 well, 1 not well or failed, 2 asked wrongly. */
export async function runDesk(
  typed: readonly string[],
  voice: Voice,
  openGround: (tell: Ground['tell']) => Ground,
): Promise<number> {
  const parsed = parseCommand(typed, COMMANDS)
  if (!parsed.ok) {
    voice.complain(parsed.error)
    return EXIT_USAGE
  }
  const answer = await run(parsed.value, openGround(teller(parsed.value, voice)))
  if (!answer.ok) {
    voice.complain(answer.error)
    return EXIT_BAD
  }
  const { isBad = false, json, lines } = answer.value
  if (parsed.value.isJson) voice.say(JSON.stringify(json))
  else for (const line of lines) voice.say(line)
  return isBad ? EXIT_BAD : 0
}

/** A fault of the world (a full disk, a folder without rights) is one line; a bug keeps its stack. */
async function run({ command, asked }: Parsed, ground: Ground): Promise<Result<Answer, string>> {
  try {
    return await command.run(ground, asked)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (typeof code !== 'string') throw cause
    return { ok: false, error: REASONS[code] === undefined ? message : `${REASONS[code]} (${message})` }
  }
}

const REASONS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
}

/** Progress goes to standard error, so that standard output holds the result alone. */
function teller({ isJson }: Parsed, voice: Voice): Ground['tell'] {
  let last = ''
  return (progressPct, message) => {
    const progress: BackupProgress = { progress_pct: Math.round(progressPct), message }
    const line = isJson ? JSON.stringify(progress) : `${message} …`
    if (line !== last) voice.complain(line)
    last = line
  }
}

const help: DeskCommand = {
  name: 'help',
  words: [],
  options: {},
  needs: [],
  about: 'this list',
  run: async () =>
    ok({
      json: {
        commands: COMMANDS.map(command => ({
          name: command.name,
          about: command.about,
          usage: usage(command),
        })),
      },
      lines: COMMANDS.flatMap(command => [usage(command).replace(/^usage: /, ''), `    ${command.about}`]),
    }),
}

const COMMANDS: readonly DeskCommand[] = [health, auditVerify, backup, restore, setupLink, migration, help]
