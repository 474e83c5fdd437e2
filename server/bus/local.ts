// The bus of one process on one machine: frames go to the supervisor over the channel that it opened, and come from there.
import { randomUUID } from 'node:crypto'
import { assert } from '#lib/base/assert.ts'
import { ok, type Result, refused } from '#lib/base/result.ts'
import type { ProcessName } from '#lib/wire/process.ts'
import type { AskOptions, Bus, BusFault } from './bus.ts'
import { boundedSend, Frame, QUESTIONS_OPEN_MAX, type Send } from './frame.ts'
import { NEWS, type NewsTopic, QUESTIONS, type QuestionName } from './topics.ts'

const ASK_TIMEOUT_MS = 5_000

/** The two directions of a channel; `listen` returns the way to stop. */
export type Port = { send: Send; listen(receive: (frame: unknown) => void): () => void }

type Hear = (payload: unknown) => void
type Reply = (input: unknown) => Promise<unknown>
type Waiting = { question: QuestionName; settle(result: Result<unknown, BusFault>): void }

type Seat = {
  self: ProcessName
  send: (frame: Frame) => boolean
  hearers: Map<NewsTopic, Set<Hear>>
  replies: Map<QuestionName, Reply>
  waiting: Map<string, Waiting>
}

/** The methods are generic for their callers; inside, the table of topics proves what a frame holds. */
export function openBus(self: ProcessName, port: Port): Bus {
  const send = boundedSend(port.send)
  const seat: Seat = { self, send, hearers: new Map(), replies: new Map(), waiting: new Map() }
  const stopListening = port.listen(frame => receive(seat, frame))
  const bus = {
    publish(topic: NewsTopic, payload: unknown) {
      assert(NEWS[topic].publishers.includes(self), `${self} does not publish ${topic}`)
      return seat.send({ type: 'news', topic, payload })
    },
    subscribe: (topic: NewsTopic, hear: Hear) => subscribe(seat, topic, hear),
    ask: (question: QuestionName, input: unknown, options?: AskOptions) =>
      ask(seat, { question, input }, options),
    answer: (question: QuestionName, reply: Reply) => answer(seat, question, reply),
    close() {
      stopListening()
      for (const one of [...seat.waiting.values()]) one.settle(refused('closed'))
    },
  }
  return bus as Bus // each payload is parsed by the schema of its own topic before anybody sees it
}

function subscribe(seat: Seat, topic: NewsTopic, hear: Hear): () => void {
  assert(NEWS[topic].hearers.includes(seat.self), `${seat.self} does not hear ${topic}`)
  const hearers = seat.hearers.get(topic) ?? new Set()
  seat.hearers.set(topic, hearers.add(hear))
  return () => void hearers.delete(hear)
}

function answer(seat: Seat, question: QuestionName, reply: Reply): () => void {
  assert(QUESTIONS[question].answerers.includes(seat.self), `${seat.self} does not answer ${question}`)
  assert(!seat.replies.has(question), `${question} has one answer`)
  seat.replies.set(question, reply)
  return () => void seat.replies.delete(question)
}

function ask(
  seat: Seat,
  { question, input }: { question: QuestionName; input: unknown },
  { timeoutMs = ASK_TIMEOUT_MS }: AskOptions = {},
): Promise<Result<unknown, BusFault>> {
  assert(QUESTIONS[question].askers.includes(seat.self), `${seat.self} does not ask ${question}`)
  if (seat.waiting.size >= QUESTIONS_OPEN_MAX) return Promise.resolve(refused('busy'))
  const { promise, resolve } = Promise.withResolvers<Result<unknown, BusFault>>()
  const id = randomUUID()
  const timer = setTimeout(() => {
    seat.send({ type: 'withdrawn', id })
    settle(refused('silent'))
  }, timeoutMs)
  const settle = (result: Result<unknown, BusFault>) => {
    clearTimeout(timer)
    seat.waiting.delete(id)
    resolve(result)
  }
  seat.waiting.set(id, { question, settle })
  if (!seat.send({ type: 'question', id, question, input })) settle(refused('busy'))
  return promise
}

function receive(seat: Seat, unparsed: unknown) {
  const parsed = Frame.safeParse(unparsed)
  if (!parsed.success) return
  const frame = parsed.data
  switch (frame.type) {
    case 'news':
      return hearNews(seat, frame)
    case 'question':
      void reply(seat, frame)
      return
    case 'answer':
      return hearAnswer(seat, frame)
    case 'unanswered':
      return seat.waiting.get(frame.id)?.settle(refused(frame.fault))
    case 'withdrawn': // work that has begun is finished: its answer finds nobody, which does no harm
      return
  }
}

function hearNews(seat: Seat, frame: { topic: NewsTopic; payload: unknown }): void {
  const payload = NEWS[frame.topic].payload.safeParse(frame.payload)
  if (!payload.success) return
  for (const hear of seat.hearers.get(frame.topic) ?? []) hear(payload.data)
}

function hearAnswer(seat: Seat, frame: { id: string; value: unknown }): void {
  const waiting = seat.waiting.get(frame.id)
  if (waiting === undefined) return
  const value = QUESTIONS[waiting.question].answer.safeParse(frame.value)
  waiting.settle(value.success ? ok(value.data) : refused('failed'))
}

async function reply(seat: Seat, frame: { id: string; question: QuestionName; input: unknown }) {
  const { id, question } = frame
  const answerer = seat.replies.get(question)
  const input = QUESTIONS[question].input.safeParse(frame.input)
  if (answerer === undefined || !input.success) {
    seat.send({ type: 'unanswered', id, fault: answerer === undefined ? 'nobody' : 'failed' })
    return
  }
  try {
    seat.send({ type: 'answer', id, value: await answerer(input.data) })
  } catch {
    // the answerer has logged its own fault; the asker learns only that there is no answer
    seat.send({ type: 'unanswered', id, fault: 'failed' })
  }
}
