// What travels between a process and the relay: news, a question, its answer, or the word that nobody waits any more.
import * as z from 'zod/mini'
import { Uuid } from '#lib/wire/scalars.ts'
import { NewsTopic, QuestionName } from './topics.ts'

export const Frame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('news'), topic: NewsTopic, payload: z.unknown() }),
  z.strictObject({ type: z.literal('question'), id: Uuid, question: QuestionName, input: z.unknown() }),
  z.strictObject({ type: z.literal('answer'), id: Uuid, value: z.unknown() }),
  z.strictObject({
    type: z.literal('unanswered'),
    id: Uuid,
    fault: z.enum(['silent', 'nobody', 'busy', 'failed', 'closed']),
  }),
  z.strictObject({ type: z.literal('withdrawn'), id: Uuid }),
])
export type Frame = z.infer<typeof Frame>

/** Hands a frame over; `sent` is called when it has left, so that what is under way can be bounded. */
export type Send = (frame: Frame, sent: () => void) => void

const FRAMES_UNDER_WAY_MAX = 1_024
export const QUESTIONS_OPEN_MAX = 256

/** A send that refuses, rather than piles up, when the other side does not keep pace. */
export function boundedSend(send: Send, max: number = FRAMES_UNDER_WAY_MAX): (frame: Frame) => boolean {
  let underWay = 0
  return frame => {
    if (underWay >= max) return false
    underWay += 1
    let isSent = false
    const sent = () => {
      if (!isSent) underWay -= 1
      isSent = true
    }
    try {
      send(frame, sent)
    } catch (cause) {
      sent()
      throw cause
    }
    return true
  }
}
