// What a change of keys means before it is saved: recorded presses, who has them already, and which words tell it.
import { clashesOf, KEY_ACTIONS, type KeyActionId, type KeyMap, keysOf } from '#components/data/keys.ts'
import type { Preferences } from '#lib/wire/preferences.ts'

type Keys = Preferences['keys']

const PRESSES_MAX = 2

/** One press more; after two, a new sequence begins. Keys with Ctrl stand alone. */
export function record(recorded: string, key: string): string {
  const presses = recorded === '' ? [] : recorded.split(' ')
  const isAlone = key.startsWith('mod+') || presses.some(press => press.startsWith('mod+'))
  return isAlone || presses.length === PRESSES_MAX ? key : [...presses, key].join(' ')
}

/** The actions that could no longer be told apart from this one. */
export function clashesWith(map: KeyMap, id: KeyActionId, keys: string): KeyActionId[] {
  const changed = new Map(map).set(id, keys)
  return clashesOf(changed).flatMap(([one, other]) => (one === id ? [other] : other === id ? [one] : []))
}

/** What is saved: only what is not as it comes. */
export function withKeys(preferences: Pick<Preferences, 'keys'>, id: KeyActionId, keys: string): Keys {
  const { [id]: _, ...rest } = preferences.keys
  return keys === standardKeys(id) ? rest : { ...rest, [id]: keys }
}

export function standardKeys(id: KeyActionId): string {
  return KEY_ACTIONS.find(action => action.id === id)?.keys ?? ''
}

export function labelOf(id: KeyActionId): string {
  const action = KEY_ACTIONS.find(one => one.id === id)
  return action === undefined ? id : `${action.group === 'Go to' ? 'Go to ' : ''}${action.label}`
}

export function changedKeys(preferences: Pick<Preferences, 'keys'>): KeyActionId[] {
  const map = keysOf(preferences)
  return KEY_ACTIONS.filter(({ id, keys }) => map.get(id) !== keys).map(({ id }) => id)
}
