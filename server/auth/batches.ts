// Asks that come while another is under way wait for it and then go together: under load the database sees few questions.

type Ask<In, Out> = { input: In; resolve(output: Out): void; reject(fault: unknown): void }

const BATCH_MAX = 500

/** `askAll` answers each input in its place. */
export function inBatches<In, Out>(
  askAll: (inputs: readonly In[]) => Promise<readonly Out[]>,
): (input: In) => Promise<Out> {
  let waiting: Ask<In, Out>[] = []
  let isAsking = false

  const askWaiting = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MAX)
      waiting = waiting.slice(BATCH_MAX)
      await answer(batch, askAll)
    }
    isAsking = false
  }
  return input =>
    new Promise((resolve, reject) => {
      waiting.push({ input, resolve, reject })
      if (isAsking) return
      isAsking = true
      setImmediate(() => void askWaiting()) // after this turn, so that all requests of one turn share the first question
    })
}

async function answer<In, Out>(
  batch: readonly Ask<In, Out>[],
  askAll: (inputs: readonly In[]) => Promise<readonly Out[]>,
): Promise<void> {
  try {
    const outputs = await askAll(batch.map(ask => ask.input))
    for (const [place, ask] of batch.entries()) ask.resolve(outputs[place] as Out) // one output for each input
  } catch (fault) {
    for (const ask of batch) ask.reject(fault)
  }
}
