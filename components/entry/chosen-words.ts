// What is asked of a name and a password where somebody chooses one, told in words while it is typed.
import { NewPassword } from '#lib/wire/entry.ts'
import { PersonName } from '#lib/wire/person.ts'

const NAME_MAX = 60
const PASSWORD_MIN = 12
const PASSWORD_MAX = 128

/** What is wrong with a name, or undefined. Spaces around it are nobody's mistake: they are taken away. */
export function nameFault(typed: string): string | undefined {
  const name = typed.trim()
  const { length } = name
  if (length === 0) return 'Type a name: it is shown to the others, and it is what you sign in with.'
  if (length > NAME_MAX) return `At most ${NAME_MAX} characters; this has ${length.toLocaleString('en')}.`
  if (/\p{Bidi_Control}/u.test(name))
    return 'It holds a mark that turns the direction of writing: type it by hand.'
  if (/\p{Cc}/u.test(name)) return 'It holds a line break or another control character: type it by hand.'
  if (/[<>]/.test(name)) return 'No < or >: a name is letters, not markup.'
  if (PersonName.safeParse(name).success) return undefined
  return /\s\s/.test(name)
    ? 'One space between two words.'
    : 'It holds characters that cannot be seen: type it by hand.'
}

export function passwordFault(password: string): string | undefined {
  const { length } = password
  if (length === 0) return `Choose a password of at least ${PASSWORD_MIN} characters.`
  if (length < PASSWORD_MIN) return `At least ${PASSWORD_MIN} characters; this has ${length}.`
  if (length > PASSWORD_MAX)
    return `At most ${PASSWORD_MAX} characters; this has ${length.toLocaleString('en')}.`
  return NewPassword.safeParse(password).success ? undefined : 'This cannot be a password.'
}

export type Strength = { share: number; words: string }

/** How far a password is, while it is typed. Length is most of it; what is easy to guess is the desk's own judgement. */
export function passwordStrength(password: string): Strength {
  const { length } = password
  const share = Math.min(1, length / GOOD_LENGTH)
  if (length === 0)
    return { share, words: `${PASSWORD_MIN} characters or more; a sentence is easiest to keep.` }
  if (length < PASSWORD_MIN) return { share, words: `${PASSWORD_MIN - length} more to go.` }
  if (new Set(password).size < KINDS_MIN) return { share: 0.3, words: 'Too few different characters.' }
  return length < GOOD_LENGTH
    ? { share, words: 'Long enough; a few more make it better.' }
    : { share, words: 'Long.' }
}

const GOOD_LENGTH = 16
const KINDS_MIN = 5
