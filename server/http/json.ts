// JSON as a cautious reader takes it: what two parsers could understand differently, or what was made to hurt, is refused.
import { ok, type Result, refused } from '#lib/base/result.ts'

export const DEPTH_MAX = 20
export const ITEMS_MAX = 1_000

export function parseJson(text: string): Result<unknown, string> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refused('The body is not JSON.')
  }
  const fault = faultOf(text)
  return fault === undefined ? ok(value) : refused(fault)
}

/** Names that have meant more than a name to some program. */
export function isPoisonous(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype'
}

type Level = { names: Set<string> | undefined; items: number }

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s"[\]{}:,]+/g

/** `text` is JSON already: its tokens only have to be counted and its names compared. */
function faultOf(text: string): string | undefined {
  const levels: Level[] = []
  let last = ''
  for (const [token] of text.matchAll(TOKEN)) {
    const fault = step(levels, token, last)
    if (fault !== undefined) return fault
    last = token
  }
  return undefined
}

function step(levels: Level[], token: string, last: string): string | undefined {
  const level = levels.at(-1)
  switch (token[0]) {
    case '{':
    case '[':
      levels.push({ names: token === '{' ? new Set() : undefined, items: 1 })
      return levels.length > DEPTH_MAX ? `The body is nested deeper than ${DEPTH_MAX}.` : undefined
    case '}':
    case ']':
      levels.pop()
      return undefined
    case ',':
      return level !== undefined && ++level.items > ITEMS_MAX
        ? `A list has at most ${ITEMS_MAX} items.`
        : undefined
    case ':':
      return level?.names && faultOfName(level.names, JSON.parse(last))
    case '"':
      return undefined
    default:
      return faultOfWord(token)
  }
}

function faultOfName(names: Set<string>, name: string): string | undefined {
  if (isPoisonous(name)) return 'The body bears a name that is not allowed.'
  if (names.has(name)) return 'The body bears a name twice.'
  names.add(name)
  return undefined
}

/** A number that a double cannot hold would arrive as another number. */
function faultOfWord(word: string): string | undefined {
  if (word === 'true' || word === 'false' || word === 'null') return undefined
  const number = Number(word)
  const isLost = !Number.isFinite(number) || (/^-?\d+$/.test(word) && !Number.isSafeInteger(number))
  return isLost ? 'The body bears a number that is too large.' : undefined
}
