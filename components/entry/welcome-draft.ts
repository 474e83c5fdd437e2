// What was chosen so far, kept on this device: whoever closes the page goes on where they were.
import * as z from 'zod/mini'
import { PreferencesChange } from '#lib/wire/preferences.ts'
import type { Chosen } from './step-props.ts'

const Kept = z.object({ at: z.string(), chosen: PreferencesChange })
export type Draft = { at: string; chosen: Chosen }

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Null where nothing was kept, or what was kept is of another version or of somebody's making. */
export function readDraft(store: Store, userId: string): Draft | null {
  const kept = Kept.safeParse(jsonOf(store.getItem(keyOf(userId)) ?? ''))
  // JSON knows no undefined: what is there has a value.
  return kept.success ? { at: kept.data.at, chosen: kept.data.chosen as Chosen } : null
}

export function keepDraft(store: Store, userId: string, draft: Draft): void {
  store.setItem(keyOf(userId), JSON.stringify(draft))
}

export function dropDraft(store: Store, userId: string): void {
  store.removeItem(keyOf(userId))
}

function keyOf(userId: string): string {
  return `plimsoll.welcome.${userId}`
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // no draft of ours
  }
}
