// One socket of one person: reads what it asks for, holds it to its limits, and ends it when its session ends.
import type { UserId } from '#lib/base/id.ts'
import { hasRole, type Role } from '#lib/wire/role.ts'
import { STREAM_LIMITS, StreamAsk, type StreamNews, TOPICS, type TopicName } from '#lib/wire/stream.ts'
import type { Clock } from '../clock.ts'
import { encode, type Hub } from './hub.ts'
import { CLOSE_CODES, type Outlet } from './outlet.ts'

export type Visit = { user: UserId; role: Role; tokenHash: Buffer }

type SessionOptions = {
  hub: Hub
  outlet: Outlet
  visit: Visit
  clock: Clock
}

type ErrorCode = Extract<StreamNews, { type: 'error' }>['code']

export type StreamSession = {
  readonly visit: Visit
  hear(data: Buffer, isBinary: boolean): void
  /** A frame came that only keeps the line busy. */
  idle(): void
  beat(): void
  end(code: ErrorCode, message: string): void
  /** The socket is gone. */
  leave(): void
}

export function openSession(options: SessionOptions): StreamSession {
  const { hub, outlet, visit, clock } = options
  const isTooFast = pace(clock)
  let isEnded = false
  const refuse = (code: ErrorCode, message: string, closeCode: number = CLOSE_CODES.policy) => {
    isEnded = true
    outlet.tell(encode({ type: 'error', code, message }))
    outlet.close(closeCode, code)
    hub.leave(outlet)
  }
  const subscribe = (topic: TopicName) => {
    if (!hasRole(visit.role, TOPICS[topic].access))
      return refuse('FORBIDDEN', 'This topic is not yours to read.')
    void hub.subscribe(outlet, topic, visit.user)
  }
  return {
    visit,
    hear(data, isBinary) {
      if (isEnded) return // the peer has not yet read that it is closed
      if (isTooFast()) return refuse('TOO_FAST', MEANING.TOO_FAST)
      const read = isBinary ? { code: 'BAD_MESSAGE' as const } : readAsk(data)
      if ('code' in read) return refuse(read.code, MEANING[read.code], CLOSE_CODES.unreadable)
      if (read.ask.type === 'subscribe') subscribe(read.ask.topic)
      else hub.unsubscribe(outlet, read.ask.topic, visit.user)
    },
    idle() {
      if (!isEnded && isTooFast()) refuse('TOO_FAST', MEANING.TOO_FAST)
    },
    beat: () => outlet.tell(encode({ type: 'beat', at: clock.now() })),
    end: (code, message) => refuse(code, message),
    leave: () => hub.leave(outlet),
  }
}

const MEANING = {
  BAD_MESSAGE: 'A message is one JSON object: {"type":"subscribe","topic":…}.',
  UNKNOWN_TOPIC: 'There is no such topic.',
  TOO_FAST: `At most ${STREAM_LIMITS.messagesPerSecondMax} messages a second.`,
}

function readAsk(data: Buffer): { ask: StreamAsk } | { code: 'BAD_MESSAGE' | 'UNKNOWN_TOPIC' } {
  let message: unknown
  try {
    message = JSON.parse(data.toString('utf8'))
  } catch {
    return { code: 'BAD_MESSAGE' } // what the peer sent is not JSON: it is told, and that is all there is to know
  }
  const ask = StreamAsk.safeParse(message)
  if (ask.success) return { ask: ask.data }
  const isTopicWrong = ask.error.issues.every(issue => issue.path[0] === 'topic')
  return { code: isTopicWrong ? 'UNKNOWN_TOPIC' : 'BAD_MESSAGE' }
}

/** Counts messages in steps of a second: true from the first one too many. */
function pace(clock: Clock): () => boolean {
  let stepBeganMs = clock.monotonicMs()
  let count = 0
  return () => {
    const nowMs = clock.monotonicMs()
    if (nowMs - stepBeganMs >= 1_000) {
      stepBeganMs = nowMs
      count = 0
    }
    count += 1
    return count > STREAM_LIMITS.messagesPerSecondMax
  }
}
