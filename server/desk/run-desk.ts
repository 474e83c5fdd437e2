// The operator's tool: finds the command, runs it, and says what came of it to a person or to a program.
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { BackupProgress } from '#server/ipc.ts'
import { EVERY_COMMAND } from './all.ts'
import type { Answer, DeskCommand, Ground } from './command.ts'
import { EXIT_BAD, type Failure, failureOf, tellFailure, type Voice } from './failure.ts'
import { type Parsed, parseCommand, usage } from './parse.ts'

const EXIT_USAGE = 2

/** The exit code: 0 well, 1 not well or failed, 2 asked wrongly, or what a fault of the settings ends with. */
export async function runDesk(
  typed: readonly string[],
  voice: Voice,
  openGround: (tell: Ground['tell']) => Ground,
): Promise<number> {
  const isJson = typed.includes('--json')
  const parsed = parseCommand(typed, COMMANDS)
  if (!parsed.ok) {
    tellFailure(voice, isJson, { code: 'USAGE', text: parsed.error })
    return EXIT_USAGE
  }
  try {
    const answer = await run(parsed.value, openGround(teller(parsed.value, voice)))
    if (answer.ok) return tellAnswer(voice, isJson, answer.value)
    tellFailure(voice, isJson, answer.error)
    return EXIT_BAD
  } catch (cause) {
    const { failure, exitCode } = failureOf(cause)
    tellFailure(voice, isJson, failure)
    return exitCode
  }
}

function tellAnswer(voice: Voice, isJson: boolean, { isBad = false, json, lines }: Answer): number {
  if (isJson) voice.say(JSON.stringify(json))
  else for (const line of lines) voice.say(line)
  return isBad ? EXIT_BAD : 0
}

/** A refusal for which the database was asked, and nobody answered, is told apart: trying later may help. */
async function run({ command, asked }: Parsed, ground: Ground): Promise<Result<Answer, Failure>> {
  let isReached = true
  const withDatabase: Ground['withDatabase'] = async work => {
    isReached = false
    return await ground.withDatabase(async db => {
      isReached = true
      return await work(db)
    })
  }
  const answer = await command.run({ ...ground, withDatabase }, asked)
  return answer.ok ? answer : refused({ code: isReached ? 'REFUSED' : 'UNREACHABLE', text: answer.error })
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

const COMMANDS: readonly DeskCommand[] = [...EVERY_COMMAND, help]
