// Changes how the desk looks for whoever asks; what is left out stays.
import { INSTALLATION } from '#lib/base/id.ts'
import { ok, refused } from '#lib/base/result.ts'
import type { SavePreferences } from '#lib/wire/account.ts'
import type { Preferences } from '#lib/wire/preferences.ts'
import { savePreferences as save } from '#server/db/preferences.ts'
import type { Verb } from '../context.ts'
import { invalid } from '../entry/refusals.ts'

export const savePreferences: Verb<typeof SavePreferences> = async ({ ctx, input }) => {
  const { time_zone: timeZone } = input.body
  if (timeZone !== undefined && !isTimeZone(timeZone)) {
    return refused(
      invalid('body.time_zone', 'This desk knows no such time zone: one is Europe/Berlin, another UTC.'),
    )
  }
  const { before, after } = await save(ctx.tx.sql, { userId: ctx.actor.user_id, change: input.body })
  ctx.audit({
    chain: INSTALLATION,
    action: 'preferences.saved',
    object: ctx.actor.user_id,
    detail: differences(before, after),
  })
  return ok(after)
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (cause) {
    if (cause instanceof RangeError) return false
    throw cause
  }
}

/** What another value than before has, each from what to what. */
function differences(before: Preferences, after: Preferences): Record<string, unknown> {
  const names = Object.keys(after) as (keyof Preferences)[] // the keys of a strict object are all there are
  const changed = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return {
    before: Object.fromEntries(changed.map(name => [name, before[name]])),
    after: Object.fromEntries(changed.map(name => [name, after[name]])),
  }
}
