// The first choices by the law of the wire, read back and saved; loaded when there is something to read or to save.
import * as z from 'zod/mini'
import { type AskFault, ask } from '#components/data/ask.ts'
import type { Result } from '#lib/base/result.ts'
import { SavePreferences } from '#lib/wire/account.ts'
import { type Preferences, PreferencesChange } from '#lib/wire/preferences.ts'
import type { Chosen, Draft } from './step-props.ts'

const Kept = z.object({ at: z.string(), chosen: PreferencesChange })

/** Null where what was kept is of another version or of somebody's making. */
export function draftOf(text: string): Draft | null {
  const kept = Kept.safeParse(jsonOf(text))
  // JSON knows no undefined: what is there has a value.
  return kept.success ? { at: kept.data.at, chosen: kept.data.chosen as Chosen } : null
}

export async function saveChosen(chosen: Chosen): Promise<Result<Preferences, AskFault>> {
  return await ask(SavePreferences, { body: { ...chosen, is_settled: true } })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // no draft of ours
  }
}
