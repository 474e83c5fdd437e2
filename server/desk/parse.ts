// Reads what the person typed: a command, its words and its options; every mistake is one clear line.
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { Asked, DeskCommand } from './command.ts'

export type Parsed = { command: DeskCommand; asked: Asked; isJson: boolean }

export function parseCommand(
  typed: readonly string[],
  commands: readonly DeskCommand[],
): Result<Parsed, string> {
  const isJson = typed.includes('--json')
  const rest = typed.filter(word => word !== '--json')
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => rest[index] === word))
  if (command === undefined) return refused(unknown(rest))
  const asked = readWords(command, rest.slice(command.name.split(' ').length))
  if (!asked.ok) return asked
  const { words, options } = asked.value
  if (words.length !== command.words.length) return refused(usage(command))
  const missing = command.needs.find(name => !(name in options))
  return missing === undefined ? ok({ command, asked: asked.value, isJson }) : refused(usage(command))
}

export function usage(command: DeskCommand): string {
  const options = Object.entries(command.options).map(([name, value]) => {
    const spelled = value === true ? `--${name}` : `--${name} <${value}>`
    return command.needs.includes(name) ? spelled : `[${spelled}]`
  })
  const words = command.words.map(word => `<${word}>`)
  return `usage: npm run desk -- ${[command.name, ...words, ...options, '[--json]'].join(' ')}`
}

function readWords(command: DeskCommand, typed: readonly string[]): Result<Asked, string> {
  const words: string[] = []
  const options: Record<string, string | true> = {}
  const left = typed.values()
  for (const word of left) {
    const name = /^--(.+)$/.exec(word)?.[1]
    if (name === undefined) {
      words.push(word)
      continue
    }
    const kind = Object.hasOwn(command.options, name) ? command.options[name] : undefined
    if (kind === undefined) return refused(`${word} is no option of ${command.name}; ${usage(command)}`)
    const value = kind === true ? true : left.next().value
    if (value === undefined || (typeof value === 'string' && value.startsWith('--'))) {
      return refused(`${word} needs a value; ${usage(command)}`)
    }
    options[name] = value
  }
  return ok({ words, options })
}

function unknown(typed: readonly string[]): string {
  const said = typed.length === 0 ? 'no command was given' : `there is no command "${typed.join(' ')}"`
  return `${said}: npm run desk -- help lists them`
}
