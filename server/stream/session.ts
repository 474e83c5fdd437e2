// One socket of one person: reads what it asks for, holds it to its limits and its role, and ends it when its session ends.
import type { UserId } from '#lib/base/id.ts'
import { hasRole, type Role } from '#lib/wire/role.ts'
import { STREAM_LIMITS, StreamAsk, type StreamNews, type TopicName } from '#lib/wire/stream.ts'
import type { Clock } from '../clock.ts'
import { encode, type Hub } from './hub.ts'
import { CLOSE_CODES, type Outlet } from './outlet.ts'

/** Let in by the session of a browser, or by the API token of a program: known again by its hash. */
export type Visit = { user: UserId; role: Role; way: 'session' | 'token'; tokenHash: Buffer }

/** The least role that may read a topic. */
export type AccessOf = (topic: TopicName) => Role

type SessionOptions = {
  hub: Hub
  outlet: Outlet
  visit: Visit
  accessOf: AccessOf
  clock: Clock
}

type ErrorCode = Extract<StreamNews, { type: 'error' }>['code']

export type StreamSession = {
  readonly visit: Visit
  /** The same person, as the database knows them now: what their role no longer reads is ended, the rest goes on. */
  renew(visit: Visit): void
  hear(data: Buffer, isBinary: boolean): void
  /** A frame came that only keeps the line busy. */
  idle(): void
  beat(): void
  end(code: ErrorCode, message: string): void
  /** The socket is gone. */
  leave(): void
}

export function openSession(options: SessionOptions): StreamSession {
  const { hub, outlet, accessOf, clock } = options
  let { visit } = options
  const topics = new Set<TopicName>()
  const isTooFast = pace(clock)
  let isEnded = false
  const refuse = (code: ErrorCode, message: string, closeCode: number = CLOSE_CODES.policy) => {
    isEnded = true
    outlet.tell(encode({ type: 'error', code, message }))
    outlet.close(closeCode, code)
    hub.leave(outlet)
  }
  const mayRead = (topic: TopicName) => hasRole(visit.role, accessOf(topic))
  const forbid = (topic: TopicName) =>
    outlet.tell(encode({ type: 'error', code: 'FORBIDDEN', message: MEANING.FORBIDDEN, topic }))
  const subscribe = (topic: TopicName) => {
    if (!mayRead(topic)) return forbid(topic)
    topics.add(topic)
    void hub.subscribe(outlet, topic, visit.user)
  }
  const unsubscribe = (topic: TopicName) => {
    topics.delete(topic)
    hub.unsubscribe(outlet, topic, visit.user)
  }
  const sayWho = () => outlet.tell(encode({ type: 'you', role: visit.role }))
  sayWho()
  return {
    get visit() {
      return visit
    },
    renew(fresh) {
      const hasChanged = fresh.role !== visit.role
      visit = fresh
      if (hasChanged) sayWho()
      for (const topic of [...topics].filter(topic => !mayRead(topic))) {
        unsubscribe(topic)
        forbid(topic)
      }
    },
    hear(data, isBinary) {
      if (isEnded) return // the peer has not yet read that it is closed
      if (isTooFast()) return refuse('TOO_FAST', MEANING.TOO_FAST)
      const read = isBinary ? { code: 'BAD_MESSAGE' as const } : readAsk(data)
      if ('code' in read) return refuse(read.code, MEANING[read.code], CLOSE_CODES.unreadable)
      if (read.ask.type === 'subscribe') subscribe(read.ask.topic)
      else unsubscribe(read.ask.topic)
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
  FORBIDDEN: 'This topic is not yours to read.',
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
