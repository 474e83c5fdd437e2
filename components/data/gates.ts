// The doors that a wish may have to pass on its way: a fresh second factor, and a session that lives. Whoever waits at one
// waits together; the frame draws what is to be shown, and says how it ended.
import type { AskFault } from './ask.ts'

export type GateName = 'step-up' | 'sign-in'

export type Gates = {
  /** Opens the dialog; true when the wish may be sent again. */
  pass(gate: GateName): Promise<boolean>
  /** Whoever signed in anew has just shown a second factor: both doors are open then. */
  settle(gate: GateName, isPassed: boolean): void
  /** The session is being replaced, or left, on purpose: that the old one ends is no news. Ends the holding when called. */
  hold(): () => void
  isHeld(): boolean
  /** What the person is asked for now; a session comes before its second factor. */
  wanted(): GateName | null
  note(fault: AskFault): void
  /** The number of the last refusal, for whoever asks about it. */
  lastRequestId(): string | null
  listen(listener: () => void): () => void
}

export function openGates(): Gates {
  const waiting: Record<GateName, ((isPassed: boolean) => void)[]> = { 'step-up': [], 'sign-in': [] }
  const listeners = new Set<() => void>()
  let holds = 0
  let lastRequestId: string | null = null
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    pass(gate) {
      const passed = new Promise<boolean>(resolve => waiting[gate].push(resolve))
      tell()
      return passed
    },
    settle(gate, isPassed) {
      for (const resolve of waiting[gate].splice(0)) resolve(isPassed)
      if (gate === 'sign-in' && isPassed) for (const resolve of waiting['step-up'].splice(0)) resolve(true)
      tell()
    },
    hold() {
      holds += 1
      tell()
      return () => {
        holds -= 1
        tell()
      }
    },
    isHeld: () => holds > 0,
    wanted() {
      if (waiting['sign-in'].length > 0) return 'sign-in'
      return waiting['step-up'].length > 0 ? 'step-up' : null
    },
    note(fault) {
      if (fault.requestId === null || fault.requestId === lastRequestId) return
      lastRequestId = fault.requestId
      tell()
    },
    lastRequestId: () => lastRequestId,
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
