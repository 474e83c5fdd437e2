// Spending a one-time link: what is sent, and where each fault that comes back belongs.
import type * as z from 'zod/mini'
import { type AskFault, ask } from '#components/data/ask.ts'
import { enter } from '#components/data/enter.ts'
import { ok, type Result } from '#lib/base/result.ts'
import { JoinDesk, type ReadLink, ResetPassword } from '#lib/wire/entry.ts'
import { anotherPassword } from './easy-password.ts'

export type LinkFacts = z.output<typeof ReadLink.reply>
export type Chosen = { name: string; password: string }
export type Spent = {
  /** Null where the old ones stay. */
  codes: readonly string[] | null
  /** False where the link was used, but the session did not open: then one signs in. */
  isEntered: boolean
}
export type SpendFault = {
  name?: string
  password?: string
  code?: string
  /** What belongs to no field. */
  rest?: AskFault
}

type Spend = { link: LinkFacts; token: string; chosen: Chosen; code: string }

export async function spendLink(spend: Spend): Promise<Result<Spent, AskFault>> {
  const answer = await send(spend)
  if (!answer.ok) return answer
  const { ticket, recovery_codes: codes } = answer.value
  const entered = await enter(ticket) // at once: it is good for a minute, and codes take longer to keep
  return ok({ codes, isEntered: entered.ok })
}

async function send({ link, token, chosen, code: typed }: Spend) {
  const { password } = chosen
  const { kind, enrolment } = link
  const code = typed.replace(/[\s-]/g, '')
  const seal = enrolment === null ? {} : { seal: enrolment.seal }
  if (kind === 'reset') return await ask(ResetPassword, { body: { token, password, code, ...seal } })
  const name = chosen.name.trim()
  return await ask(JoinDesk, { body: { token, name, password, code, seal: enrolment?.seal ?? '' } })
}

const FIELDS = { 'body.name': 'name', 'body.password': 'password', 'body.code': 'code' } as const

/** To the field where it can be put right; what fits none is told above the button. */
export function spendFaultOf(fault: AskFault): SpendFault {
  const told: SpendFault = {}
  for (const { field, message } of fault.fields) {
    const name = FIELDS[field as keyof typeof FIELDS]
    if (name !== undefined)
      told[name] ??= wordsOf(name, { code: fault.code, sentence: fault.message, rest: message })
  }
  if (Object.keys(told).length > 0) return told
  return fault.code === 'UNAUTHENTICATED' ? { code: fault.message } : { rest: fault }
}

/** The desk's own words for a field are the rest of a sentence. */
function wordsOf(
  name: keyof Chosen | 'code',
  said: { code: string; sentence: string; rest: string },
): string {
  if (said.code === 'CONFLICT') return said.sentence
  return name === 'password' ? anotherPassword(said.rest) : said.rest
}

/** The QR code was shown for too long to be taken: there is to be a new one. */
export function isStaleSeal({ rest }: SpendFault): boolean {
  return rest?.fields.some(({ field }) => field === 'body.seal') === true
}
