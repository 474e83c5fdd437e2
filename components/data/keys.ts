// Which keys do what: actions with their default keys, what a person made of them, and how presses become an action.
import type { Preferences } from '#lib/wire/preferences.ts'

export type KeyAction = { id: string; label: string; group: 'Desk' | 'Go to' | 'Lists'; keys: string }

/** `g h` is one key after the other; `mod` is Ctrl, or Cmd where there is one. */
export const KEY_ACTIONS = [
  { id: 'palette', label: 'Find anything', group: 'Desk', keys: 'mod+k' },
  { id: 'help', label: 'All keys', group: 'Desk', keys: '?' },
  { id: 'theme', label: 'Next theme', group: 'Desk', keys: 't' },
  { id: 'rail', label: 'Narrow or wide rail', group: 'Desk', keys: '\\' },
  { id: 'messages', label: 'To the messages', group: 'Desk', keys: 'F8' },
  { id: 'go-health', label: 'Health', group: 'Go to', keys: 'g h' },
  { id: 'go-audit', label: 'Audit', group: 'Go to', keys: 'g a' },
  { id: 'go-settings', label: 'Settings', group: 'Go to', keys: 'g ,' },
  { id: 'filter', label: 'Filter or search this page', group: 'Lists', keys: '/' },
  { id: 'row-next', label: 'Next row', group: 'Lists', keys: 'j' },
  { id: 'row-previous', label: 'Previous row', group: 'Lists', keys: 'k' },
] as const satisfies readonly KeyAction[]

export type KeyActionId = (typeof KEY_ACTIONS)[number]['id']
export type KeyMap = ReadonlyMap<KeyActionId, string>

/** What is in force for this person; an action whose keys are empty has none. */
export function keysOf({ keys }: Pick<Preferences, 'keys'>): KeyMap {
  return new Map(KEY_ACTIONS.map(({ id, keys: byDefault }) => [id, keys[id] ?? byDefault]))
}

/** Actions that cannot be told apart: the same keys, or keys that begin another's. */
export function clashesOf(map: KeyMap): readonly (readonly [KeyActionId, KeyActionId])[] {
  const used = [...map].filter(([, keys]) => keys !== '')
  return used.flatMap(([one, keys], place) =>
    used
      .slice(place + 1)
      .filter(([, other]) => keys === other || other.startsWith(`${keys} `) || keys.startsWith(`${other} `))
      .map(([other]) => [one, other] as const),
  )
}

/** A press as it is written in the map, or null when it is only a modifier. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string | null {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event
  if (key.length > 1 && !/^(F\d+|Enter|Backspace|Delete|Insert|Home|End|Page\w+|Arrow\w+)$/.test(key))
    return null
  if (key === ' ' || altKey) return null
  const isLetter = /^\p{L}$/u.test(key)
  const name = isLetter ? key.toLowerCase() : key
  // Shift is part of what `?` is; of a letter or a named key it is told apart.
  const shift = shiftKey && (isLetter || key.length > 1) ? 'shift+' : ''
  return `${ctrlKey || metaKey ? 'mod+' : ''}${shift}${name}`
}

/** What was pressed so far of a sequence, and when. */
export type Pressed = { key: string; at: number } | null
/** Whoever hesitates longer than this meant something else. */
const SEQUENCE_MS = 1_500

/** One press further: an action, the beginning of one, or nothing. */
export function press(
  map: KeyMap,
  before: Pressed,
  { key, at }: { key: string; at: number },
): { action: KeyActionId | null; pressed: Pressed } {
  const isFollowing = before !== null && at - before.at <= SEQUENCE_MS
  const find = (keys: string) => [...map].find(([, held]) => held === keys)?.[0] ?? null
  const action = (isFollowing ? find(`${before.key} ${key}`) : null) ?? find(key)
  if (action !== null) return { action, pressed: null }
  const isBeginning = [...map.values()].some(keys => keys.startsWith(`${key} `))
  return { action: null, pressed: isBeginning ? { key, at } : null }
}

/** Keys without Ctrl or Cmd can be switched off altogether: who speaks to the browser types by speaking. */
export function isHeard(key: string, { shortcuts }: Pick<Preferences, 'shortcuts'>): boolean {
  return shortcuts || key.startsWith('mod+')
}
