// What was chosen so far, kept on this device: whoever closes the page goes on where they were.
import { loadPart } from './load-part.ts'
import type { Draft } from './step-props.ts'

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Null where nothing was kept, or nothing that this page understands. */
export async function readDraft(store: Store, userId: string): Promise<Draft | null> {
  const text = store.getItem(keyOf(userId))
  if (text === null) return null
  const desk = await loadPart(import('./welcome-desk.ts'))
  return desk.ok ? desk.value.draftOf(text) : null
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
