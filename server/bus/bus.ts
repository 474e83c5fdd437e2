// The live bus as every process sees it: fast, lossy, for what is also a row somewhere or can be asked again.
import type { Result } from '#lib/base/result.ts'
import type { NewsPayload, NewsTopic, QuestionAnswer, QuestionInput, QuestionName } from './topics.ts'

/** `silent`: nobody answered in time; `nobody`: nobody is there to answer; `busy`: too many questions are open. */
export type BusFault = 'silent' | 'nobody' | 'busy' | 'failed' | 'closed'

export type AskOptions = { timeoutMs?: number }

export type Bus = {
  /** False when it could not leave, because too much is under way. A channel that is gone is not noticed here: it ends the process. */
  publish<T extends NewsTopic>(topic: T, payload: NewsPayload<T>): boolean
  /** Returns the way to stop hearing it. */
  subscribe<T extends NewsTopic>(topic: T, hear: (payload: NewsPayload<T>) => void): () => void
  ask<Q extends QuestionName>(
    question: Q,
    input: QuestionInput<Q>,
    options?: AskOptions,
  ): Promise<Result<QuestionAnswer<Q>, BusFault>>
  /** What `reply` throws reaches the asker as `failed`. */
  answer<Q extends QuestionName>(
    question: Q,
    reply: (input: QuestionInput<Q>) => Promise<QuestionAnswer<Q>>,
  ): () => void
  close(): void
}
