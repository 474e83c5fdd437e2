// The ways to sign in, each from its proof to a session; loaded at the first sign of a person.
import { type AskFault, ask } from '#components/data/ask.ts'
import { enter } from '#components/data/enter.ts'
import { type EntryFault, signInWithPasskey } from '#components/data/passkey.ts'
import type { Result } from '#lib/base/result.ts'
import { SignIn } from '#lib/wire/entry.ts'
import type { Proof } from './proof-faults.ts'

export async function enterByPassword(proof: Proof): Promise<Result<void, AskFault>> {
  const answer = await ask(SignIn, { body: proof })
  return answer.ok ? await enter(answer.value.ticket) : answer
}

export async function enterByPasskey(): Promise<Result<void, EntryFault>> {
  return await enterByTicket(await signInWithPasskey())
}

/** A passkey that was offered, and taken. */
export async function enterByTicket(ticket: Result<string, EntryFault>): Promise<Result<void, EntryFault>> {
  return ticket.ok ? await enter(ticket.value) : ticket
}
