// Makes the first owner without a browser: the password is asked for, the app's secret and the recovery codes are shown once.
import { ok, type Result, refused } from '#lib/base/result.ts'
import { NewPassword } from '#lib/wire/entry.ts'
import { PersonName } from '#lib/wire/person.ts'
import { hasOwner } from '#server/db/users.ts'
import { type Created, createOwner } from '#server/services/entry/create-owner.ts'
import type { Answer, DeskCommand, Ground } from './command.ts'
import { terminalQr } from './terminal-qr.ts'

export const ownerCreate: DeskCommand = {
  name: 'owner create',
  words: ['name'],
  options: {},
  needs: [],
  about: 'make the first owner; the password is asked for, or read from the first line of what is piped in',
  run: (ground, { words: [typed = ''] }) =>
    ground.withDatabase<Answer>(async db => {
      const name = PersonName.safeParse(typed)
      if (!name.success) return refused(`the name: ${name.error.issues[0]?.message}`)
      if (await hasOwner(db.sql)) return refused(HAS_OWNER)
      const password = await chosenPassword(ground)
      if (!password.ok) return password
      const login = { name: name.data, password: password.value, at: ground.clock.now() }
      const created = await createOwner(db, ground.auth(), login)
      if (!created.ok) return refused(created.error.message)
      return created.value === undefined
        ? refused(HAS_OWNER)
        : ok(answerOf(created.value, login.name, ground))
    }),
}

const HAS_OWNER = 'the desk has an owner: further people are invited in its settings'

async function chosenPassword(ground: Ground): Promise<Result<string, string>> {
  const typed = await ground.askPassword()
  if (!typed.ok) return typed
  const password = NewPassword.safeParse(typed.value)
  return password.success ? ok(password.data) : refused(`the password: ${password.error.issues[0]?.message}`)
}

function answerOf({ userId, enrolment, recoveryCodes }: Created, name: string, { origin }: Ground): Answer {
  const { secret, uri, qr } = enrolment
  return {
    json: { user_id: userId, name, secret, uri, recovery_codes: recoveryCodes },
    lines: [
      `${name} is the owner of this desk. Add it to an authenticator app now; none of this is shown again:`,
      ...terminalQr(qr),
      `or by hand: ${secret}`,
      uri,
      '',
      'Recovery codes, each good once, for the day the phone is gone. Keep them apart from it:',
      ...recoveryCodes.map(code => `  ${code}`),
      '',
      `Sign in at ${origin}/login`,
    ],
  }
}
