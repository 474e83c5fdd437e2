// What is too easy to guess to be a password, found offline: common words and walks over the keyboard, however they are
// disguised or extended, runs and repetitions, and the names that stand on the door.
import { COMMON_WORDS } from './common-words.ts'

/** Why, as the rest of a sentence for the person who chose it; nothing when it may stay. */
export function easyToGuess(password: string, names: readonly string[]): string | undefined {
  const plain = plainOf(password)
  if (new Set(plain).size < DISTINCT_MIN) return 'it is made of a few characters over and over'
  if (isRun(plain) || isRepeated(plain)) return 'it repeats itself, or only counts up or down'
  const told = [...names.flatMap(wordsOf), 'plimsoll']
  const readings = [plain, undisguised(plain)]
  if (readings.some(reading => isLittleBeside(reading, told))) {
    return 'it is little more than a name that stands on the door'
  }
  if (readings.some(reading => isLittleBeside(reading, [...told, ...WALKS, ...COMMON_WORDS]))) {
    return 'it is made of what everybody tries first; several words that have nothing to do with each other are better'
  }
  return undefined
}

const DISTINCT_MIN = 5
const NAME_LENGTH_MIN = 3
/** What is left beside names and common words has to be worth guessing; digits and signs around them are not. */
const LETTERS_MIN = 6

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm', 'azertyuiop', 'qsdfghjklm']
const COLUMNS = [
  '1qaz',
  '2wsx',
  '3edc',
  '4rfv',
  '5tgb',
  'qaz',
  'wsx',
  'edc',
  'rfv',
  'q1w2e3r4t5',
  '1q2w3e4r5t',
]
const WALK_LENGTH = 4
const WALKS = [...ROWS.flatMap(bothWays).flatMap(stretches), ...COLUMNS]

/** Everything of a walk that is long enough to be seen, the longest first. */
function stretches(walk: string): string[] {
  const lengths = Array.from({ length: walk.length - WALK_LENGTH + 1 }, (_, short) => walk.length - short)
  return lengths.flatMap(length =>
    Array.from({ length: walk.length - length + 1 }, (_, start) => walk.slice(start, start + length)),
  )
}

function bothWays(walk: string): string[] {
  return [walk, [...walk].toReversed().join('')]
}

/** Case and accents do not make it harder. */
function plainOf(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function wordsOf(name: string): string[] {
  const plain = plainOf(name)
  return [plain, ...plain.split(/[^\p{L}\p{N}]+/u)].filter(word => word.length >= NAME_LENGTH_MIN)
}

const DISGUISES: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '8': 'b', '9': 'g' },
  ...{ '@': 'a', $: 's', '!': 'i', '|': 'l', '+': 't' },
}

function undisguised(plain: string): string {
  return [...plain].map(sign => DISGUISES[sign] ?? sign).join('')
}

function isLittleBeside(plain: string, words: readonly string[]): boolean {
  const left = words.reduce((rest, word) => rest.replaceAll(word, ' '), plain)
  return left !== plain && left.replace(/\P{L}/gu, '').length < LETTERS_MIN
}

/** Each sign is the next one, the same, or the one before: 9 goes on with 0. */
function isRun(plain: string): boolean {
  const signs = [...plain].map(sign => sign.codePointAt(0) ?? 0)
  const steps = signs.slice(1).map((sign, place) => Math.abs(sign - (signs[place] ?? 0)))
  const even = steps.filter(step => step <= 1 || step === NINE_TO_ZERO).length
  return even >= steps.length * RUN_SHARE
}

const NINE_TO_ZERO = 9
const RUN_SHARE = 0.8
const UNIT_LENGTH_MAX = 6

function isRepeated(plain: string): boolean {
  const lengths = Array.from({ length: UNIT_LENGTH_MAX }, (_, index) => index + 1)
  return lengths.some(length => plain.slice(length) === plain.slice(0, -length))
}
