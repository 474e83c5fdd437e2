// How react-query asks: a refusal becomes the error it waits for, and comes back as the fault it was.
import type { AnyContract, Input, Reply } from '#lib/wire/contract.ts'
import { type AskFault, type AskOptions, ask } from './ask.ts'

class AskError extends Error {
  readonly fault: AskFault

  constructor(fault: AskFault) {
    super(fault.message)
    this.fault = fault
  }
}

export async function askOrThrow<C extends AnyContract>(
  contract: C,
  input: Partial<Input<C>>,
  options: AskOptions,
): Promise<Reply<C>> {
  const answer = await ask(contract, input, options)
  if (!answer.ok) throw new AskError(answer.error)
  return answer.value
}

export function isRefusal(error: Error): boolean {
  return error instanceof AskError
}

export function faultOf(error: Error): AskFault {
  if (error instanceof AskError) return error.fault
  throw error // not a refusal of the desk: a bug of this page, for the error boundary
}
