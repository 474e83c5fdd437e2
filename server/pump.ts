// Runs one step at a time for as long as there is work, and again whenever it is woken. News only wakes it: the step itself
// looks what there is to do, so a lost or doubled wake-up does no harm.

export type Pump = {
  /** Cheap and safe to call at any time, from anywhere. */
  wake(): void
  /** Lets the running step end and starts no other. */
  stop(): Promise<void>
}

/** `step` says whether it found work, in which case it is run again at once. A fault ends the turn: the next wake tries again. */
export function openPump(step: () => Promise<boolean>, onFault: (error: unknown) => void): Pump {
  let turn: Promise<void> | undefined
  let isWoken = false
  let isStopped = false

  const run = async () => {
    while (isWoken && !isStopped) {
      isWoken = false
      if (await step()) isWoken = true
    }
  }
  const wake = () => {
    if (isStopped) return
    isWoken = true
    turn ??= run()
      .catch((error: unknown) => {
        isWoken = false
        onFault(error)
      })
      .finally(() => {
        turn = undefined
        if (isWoken) wake()
      })
  }
  return {
    wake,
    stop: async () => {
      isStopped = true
      await turn
    },
  }
}
