// What the desk tells, outside React: one table for each topic, written once a frame however much news comes in.
import { StreamNews, TOPICS, type TopicName, type TopicRow } from '#lib/wire/stream.ts'

export type Told<T extends TopicName> = {
  /** Null until the snapshot has come. */
  rows: readonly TopicRow<T>[] | null
  /** The desk's own clock when it said so, and when we heard it. */
  saidAt: number | null
}

type Table = { rows: Map<string, unknown>; sequence: number; saidAt: number }
type Shelf = { [T in TopicName]?: Told<T> }

export type LiveStoreOptions = {
  /** Runs the write before the next frame. */
  schedule(write: () => void): void
}

const NOTHING_TOLD = { rows: null, saidAt: null } as const

export class LiveStore {
  readonly #schedule: LiveStoreOptions['schedule']
  readonly #tables = new Map<TopicName, Table>()
  readonly #listeners = new Map<TopicName, Set<() => void>>()
  readonly #dirty = new Set<TopicName>()
  #shelf: Shelf = {}

  constructor({ schedule }: LiveStoreOptions) {
    this.#schedule = schedule
  }

  /** The same object until something changed, as React wants it. */
  read<T extends TopicName>(topic: T): Told<T> {
    const told: Told<T> | undefined = this.#shelf[topic] as Told<T> | undefined // each topic holds its own rows
    return told ?? NOTHING_TOLD
  }

  listen(topic: TopicName, listener: () => void): () => void {
    const listeners = this.#listeners.get(topic) ?? new Set()
    this.#listeners.set(topic, listeners.add(listener))
    return () => void listeners.delete(listener)
  }

  isWatched(topic: TopicName): boolean {
    return (this.#listeners.get(topic)?.size ?? 0) > 0
  }

  /** False when the news does not follow what was heard before: the table must be asked for anew. */
  receive(news: StreamNews): boolean {
    if (news.type === 'snapshot') {
      this.#tables.set(news.topic, { rows: new Map(), sequence: news.sequence, saidAt: news.at })
      return this.#take(news.topic, news.rows, [])
    }
    if (news.type !== 'delta') return true
    const table = this.#tables.get(news.topic)
    if (table === undefined || news.sequence <= table.sequence) return false
    table.sequence = news.sequence
    table.saidAt = news.at
    return this.#take(news.topic, news.rows, news.gone)
  }

  #take(topic: TopicName, rows: readonly unknown[], gone: readonly string[]): boolean {
    const table = this.#tables.get(topic)
    const rule = TOPICS[topic]
    const parsed = rows.map(row => rule.row.safeParse(row))
    if (table === undefined || parsed.some(row => !row.success)) return false
    const keyOf = rule.key as (row: unknown) => string // the rows were parsed by the schema of this very topic
    for (const { data } of parsed) table.rows.set(keyOf(data), data)
    for (const key of gone) table.rows.delete(key)
    this.#write(topic)
    return true
  }

  #write(topic: TopicName): void {
    const isFirst = this.#dirty.size === 0
    this.#dirty.add(topic)
    if (isFirst) this.#schedule(() => this.#writeAll())
  }

  #writeAll(): void {
    const topics = [...this.#dirty]
    this.#dirty.clear()
    for (const topic of topics) {
      const table = this.#tables.get(topic)
      if (table === undefined) continue
      const told = { rows: [...table.rows.values()], saidAt: table.saidAt }
      this.#shelf = { ...this.#shelf, [topic]: told }
    }
    for (const topic of topics) for (const listener of this.#listeners.get(topic) ?? []) listener()
  }
}

export function parseNews(text: string): StreamNews | null {
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return null // a frame that is not JSON is none of ours: the link is opened anew by whoever asked
  }
  const news = StreamNews.safeParse(message)
  return news.success ? news.data : null
}
