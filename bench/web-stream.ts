// What the hub of the stream costs beside bare `ws` that sends the same text to the same number of sockets, in one run.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Figure, Measured } from './figure.ts'
import { type Crowd, openCrowd } from './web-stream/crowd.ts'

export const figures: readonly Figure[] = [{ name: 'web.stream', measure }]

const SOCKETS = 200
/** So many messages fit into the backlog of a socket that is not slow: the hub must not be praised for what it leaves out. */
const MESSAGES = 200
const WARM_UP = 6
const ROUNDS = 40

type Side = 'ours' | 'bare'

async function measure(): Promise<Measured> {
  const child = fork(new URL('./web-stream/serve.ts', import.meta.url), { stdio: ['ignore', 2, 2, 'ipc'] })
  try {
    const [ports]: { [S in Side]: number }[] = await once(child, 'message')
    if (ports === undefined) throw new Error('the servers did not open')
    const crowds = {
      ours: await openCrowd({ port: ports.ours, sockets: SOCKETS, greetings: 1 }),
      bare: await openCrowd({ port: ports.bare, sockets: SOCKETS, greetings: 0 }),
    }
    const pairs = await pairsOf(child, crowds)
    for (const crowd of Object.values(crowds)) crowd.leave()
    const ratio = median(pairs.map(({ ours, bare }) => ours / bare))
    return {
      value: median(pairs.map(({ ours }) => ours)),
      peer: median(pairs.map(({ bare }) => bare)),
      unit: 'messages/s',
      ratio,
      target: 'ratio >= 1',
      met: ratio >= 1,
    }
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

/** In turn, each pair the other way round, so that a busy machine slows both; the middle pair counts. */
async function pairsOf(
  child: ChildProcess,
  crowds: { [S in Side]: Crowd },
): Promise<{ [S in Side]: number }[]> {
  const perSecond = async (to: Side) => {
    const begunMs = performance.now()
    const all = crowds[to].heard(SOCKETS * MESSAGES)
    child.send({ type: 'send', to, count: MESSAGES })
    await all
    return (SOCKETS * MESSAGES * 1_000) / (performance.now() - begunMs)
  }
  const pairs: { [S in Side]: number }[] = []
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    const first = round % 2 === 0 ? await perSecond('ours') : await perSecond('bare')
    const second = round % 2 === 0 ? await perSecond('bare') : await perSecond('ours')
    if (round >= 0)
      pairs.push(round % 2 === 0 ? { ours: first, bare: second } : { ours: second, bare: first })
  }
  return pairs
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
